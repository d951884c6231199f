-- warning cast-can-fail: item.code changes from integer to varchar(9); fails if a value does not fit
--   SELECT count(*) FROM item WHERE length(code::text) > 9;
-- warning data-loss: loses spellings such as 007 in item.rank
-- warning cast-can-fail: item.rank changes from varchar to integer with rank::integer; fails if a value does not fit
--   SELECT count(*) FROM item WHERE CASE WHEN rank ~ '^\s*[-+]?[0-9]{1,99}\s*$' THEN rank::numeric NOT BETWEEN -2147483648 AND 2147483647 ELSE rank IS NOT NULL END;
ALTER TABLE item
  ALTER COLUMN code DROP DEFAULT,
  ALTER COLUMN code TYPE varchar(9),
  ALTER COLUMN code SET DEFAULT '0',
  ALTER COLUMN label DROP DEFAULT,
  ALTER COLUMN label TYPE text,
  ALTER COLUMN label SET DEFAULT 'none',
  ALTER COLUMN open DROP DEFAULT,
  ALTER COLUMN open TYPE text,
  ALTER COLUMN open SET DEFAULT 'true',
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE text,
  ALTER COLUMN price SET DEFAULT '1.50',
  ALTER COLUMN rank DROP DEFAULT,
  ALTER COLUMN rank TYPE integer USING rank::integer,
  ALTER COLUMN rank SET DEFAULT 0;
