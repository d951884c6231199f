CREATE SCHEMA math;
CREATE FUNCTION twice(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2';
CREATE TABLE ratio (part int DEFAULT twice(1));
CREATE INDEX ratio_twice ON ratio (twice(part));
CREATE VIEW ratio_doubled AS SELECT twice(part) AS part FROM ratio;
INSERT INTO ratio VALUES (3);
