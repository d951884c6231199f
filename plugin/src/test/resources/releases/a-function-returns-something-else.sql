-- expand: DROP and CREATE FUNCTION, because no function suits both releases.
-- breaks: The previous release reads another type.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE FUNCTION tax(net int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT net * 2';

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE FUNCTION tax(net int) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'much'$$;

--- previous
INSERT INTO account (id) VALUES (:id);
-- replans
SELECT tax(5);

--- next
-- gives: much
SELECT tax(5);
