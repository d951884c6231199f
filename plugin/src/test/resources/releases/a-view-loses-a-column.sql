-- expand: DROP and CREATE VIEW, because no view suits both releases.
-- breaks: The previous release reads the column.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text, code int);
CREATE VIEW named AS SELECT id, name, code FROM account WHERE name IS NOT NULL;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text, code int);
CREATE VIEW named AS SELECT id, name FROM account WHERE name IS NOT NULL;

--- rows
INSERT INTO account VALUES (1, 'old', 1);

--- previous
INSERT INTO account (id, name, code) VALUES (:id, 'ann', 7);
-- fails: 42703
-- gives: ann | 7
SELECT name, code FROM named WHERE id = :id;

--- next
INSERT INTO account (id, name, code) VALUES (:id, 'bob', 5);
-- gives: bob
SELECT name FROM named WHERE id = :id;
