-- contract: DROP TYPE, DROP COLLATION, DROP CAST.

--- before
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TYPE timerange AS RANGE (SUBTYPE = time);
CREATE COLLATION plain FROM "C";
CREATE CAST (varchar AS state) WITH INOUT AS IMPLICIT;
CREATE TABLE account (id int PRIMARY KEY, state state);

--- after
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE account (id int PRIMARY KEY, state state);

--- previous
INSERT INTO account (id, state) VALUES (:id, varchar 'new');
-- gives: t
SELECT 'a' < 'b' COLLATE plain;
-- gives: f
SELECT isempty(timerange '(1:00,2:00)');

--- next
INSERT INTO account (id, state) VALUES (:id, 'new');
