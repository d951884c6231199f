-- expand: ADD COLUMN with the default, which the rows of the previous release get.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text, state text NOT NULL DEFAULT 'new');

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name, state) VALUES (:id, 'bob', 'open');
UPDATE account SET state = 'closed' WHERE id = 1;
-- gives: bob | open
SELECT name, state FROM account WHERE id = :id;
-- gives: ann | new
SELECT name, state FROM account WHERE id = :previous;
