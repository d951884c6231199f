-- expand: The default steps aside while the function is dropped and created.
-- breaks: A statement of the previous release that calls the function reads another type.

--- before
CREATE FUNCTION first() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE account (id int PRIMARY KEY, points bigint DEFAULT first());

--- after
CREATE FUNCTION first() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE TABLE account (id int PRIMARY KEY, points bigint DEFAULT first());

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id) VALUES (:id);
UPDATE account SET points = DEFAULT WHERE id = 1;
-- gives: 1
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT points FROM account WHERE id = :id;
