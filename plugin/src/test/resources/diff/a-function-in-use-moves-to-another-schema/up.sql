DROP INDEX ratio_twice;

ALTER TABLE ratio ALTER COLUMN part DROP DEFAULT;

CREATE FUNCTION math.twice(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2';

ALTER TABLE ratio ALTER COLUMN part SET DEFAULT math.twice(1);

CREATE INDEX ratio_twice ON ratio (math.twice(part));

CREATE OR REPLACE VIEW ratio_doubled AS SELECT math.twice(part) AS part FROM ratio;

DROP FUNCTION twice(integer);
