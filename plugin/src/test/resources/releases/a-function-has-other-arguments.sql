-- expand: DROP and CREATE FUNCTION: a call could fit both.
-- breaks: The previous release calls the old one.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE FUNCTION tax(net int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT net * 2';

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE FUNCTION tax(net int, rate int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT net * rate';

--- previous
INSERT INTO account (id) VALUES (:id);
-- fails: 42883
-- gives: 10
SELECT tax(5);

--- next
-- gives: 15
SELECT tax(5, 3);
