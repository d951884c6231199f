-- expand: CREATE EXTENSION.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE EXTENSION citext;
CREATE TABLE account (id int PRIMARY KEY, name text);

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
-- gives: t
SELECT CAST('A' AS citext) = CAST('a' AS citext);
