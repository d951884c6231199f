-- expand: ALTER TYPE, which rewrites no row.

--- before
CREATE TABLE account (id int PRIMARY KEY, name varchar(10) NOT NULL);

--- after
CREATE TABLE account (id int PRIMARY KEY, name varchar(20) NOT NULL);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- replans
-- gives: ann
SELECT name FROM account WHERE id = :id;
-- gives: 1
SELECT count(name) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:gone, 'bob the second');
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
