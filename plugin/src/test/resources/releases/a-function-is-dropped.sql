-- contract: DROP FUNCTION.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE FUNCTION tax(net int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT net * 2';

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- previous
INSERT INTO account (id) VALUES (:id);
-- gives: 10
SELECT tax(5);

--- next
INSERT INTO account (id) VALUES (:id);
