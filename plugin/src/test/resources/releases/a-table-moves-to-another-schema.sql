-- expand: CREATE SCHEMA, SET SCHEMA, and a view in the old one that is dropped and created again around the new type.
-- contract: DROP VIEW, DROP SCHEMA.
-- rename: sa.account:sb.account

--- before
CREATE SCHEMA sa;

CREATE TABLE sa.account (id int PRIMARY KEY, name varchar(20));

--- after
CREATE SCHEMA sb;

CREATE TABLE sb.account (id int PRIMARY KEY, name varchar(40));

--- rows
INSERT INTO sa.account VALUES (1, 'old');

--- previous
INSERT INTO sa.account (id, name) VALUES (:id, 'ann');
-- replans
-- gives: ann
SELECT name FROM sa.account WHERE id = :id;

--- next
INSERT INTO sb.account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM sb.account WHERE id = :id;
