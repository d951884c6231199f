-- expand: ALTER TABLE .. NOT OF, ADD ATTRIBUTE, ADD COLUMN, then OF again.
-- breaks: The previous release writes and reads values of the type without it.

--- before
CREATE TYPE person AS (id int, name text);
CREATE TABLE account OF person;

--- after
CREATE TYPE person AS (id int, name text, mail text);
CREATE TABLE account OF person;

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name, mail) VALUES (:id, 'bob', 'b@x');
-- gives: b@x
SELECT mail FROM account WHERE id = :id;
