-- expand: CREATE VIEW.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE VIEW named AS SELECT id, name FROM account WHERE name IS NOT NULL;

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM named WHERE id = :id;
