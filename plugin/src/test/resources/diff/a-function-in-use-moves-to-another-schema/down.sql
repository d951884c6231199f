CREATE FUNCTION twice(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2';

CREATE OR REPLACE VIEW ratio_doubled AS SELECT twice(part) AS part FROM ratio;

DROP INDEX ratio_twice;

ALTER TABLE ratio ALTER COLUMN part DROP DEFAULT;

DROP FUNCTION math.twice(integer);

ALTER TABLE ratio ALTER COLUMN part SET DEFAULT twice(1);

CREATE INDEX ratio_twice ON ratio (twice(part));
