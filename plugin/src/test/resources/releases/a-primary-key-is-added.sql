-- contract: The index CONCURRENTLY, NOT NULL and the key: the previous release still writes rows without one.
-- value: 0

--- before
CREATE TABLE account (id int, name text);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (NULL, 'ann');
INSERT INTO account (id, name) VALUES (1, 'ann');
DELETE FROM account WHERE name = 'ann';
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: 1
SELECT count(*) FROM account WHERE id = 1;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
