CREATE SCHEMA math;
CREATE FUNCTION math.twice(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2';
CREATE TABLE ratio (part int DEFAULT math.twice(1));
CREATE INDEX ratio_twice ON ratio (math.twice(part));
CREATE VIEW ratio_doubled AS SELECT math.twice(part) AS part FROM ratio;
