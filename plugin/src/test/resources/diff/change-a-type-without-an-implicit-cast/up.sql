-- warning data-loss: loses spellings such as 007 in t.a
-- warning cast-can-fail: t.a changes from text to integer with a::integer; fails if a value does not fit
--   SELECT count(*) FROM t WHERE CASE WHEN a ~ '^\s*[-+]?[0-9]{1,99}\s*$' THEN a::numeric NOT BETWEEN -2147483648 AND 2147483647 ELSE a IS NOT NULL END;
ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE integer USING a::integer,
  ALTER COLUMN a SET DEFAULT 1;
