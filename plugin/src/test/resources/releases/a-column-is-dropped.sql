-- contract: DROP COLUMN, with its indexes and constraints.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text, phone text UNIQUE);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);

--- rows
INSERT INTO account VALUES (1, 'old', '1');

--- previous
INSERT INTO account (id, name, phone) VALUES (:id, 'ann', 'p' || CAST(:id AS int));
UPDATE account SET phone = '2' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;
SELECT phone FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :previous;
