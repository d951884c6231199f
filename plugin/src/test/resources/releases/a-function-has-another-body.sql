-- expand: CREATE OR REPLACE FUNCTION; both releases call the new one.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE FUNCTION tax(net int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT net * 2';

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE FUNCTION tax(net int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT net * 3';

--- previous
INSERT INTO account (id) VALUES (:id);
SELECT tax(id) FROM account WHERE id = :id;

--- next
-- gives: 15
SELECT tax(5);
