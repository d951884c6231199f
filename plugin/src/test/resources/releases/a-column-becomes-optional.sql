-- expand: DROP NOT NULL. The previous release may read NULL where the new one writes it.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:gone, NULL);
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
-- gives: ann
SELECT name FROM account WHERE id = :previous;
