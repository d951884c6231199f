-- contract: DROP EXTENSION.

--- before
CREATE EXTENSION citext;
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: t
SELECT CAST('A' AS citext) = CAST('a' AS citext);

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
