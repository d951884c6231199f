-- contract: DROP PROCEDURE, DROP AGGREGATE.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE PROCEDURE clean() LANGUAGE sql AS 'DELETE FROM account WHERE id < 0';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- rows
INSERT INTO account VALUES (1);

--- previous
CALL clean();
-- gives: 1
SELECT total(id) FROM account WHERE id = 1;

--- next
INSERT INTO account (id) VALUES (:id);
