-- warning data-loss: loses digits of item.price beyond numeric(10,2), and spellings such as 007 in item.price
-- warning cast-can-fail: item.price changes from text to numeric(10,2) with price::numeric(10,2); fails if a value does not fit
--   SELECT count(*) FROM item WHERE CASE WHEN price !~ '^\s*[-+]?([0-9]{1,99}\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,2})?\s*$' THEN true ELSE abs(round(price::text::numeric, 2)) >= 1e8 END;
-- warning data-loss: loses spellings such as Y in item.open
-- warning cast-can-fail: item.open changes from text to boolean with open::boolean; fails if a value does not fit
--   SELECT count(*) FROM item WHERE lower(btrim(open)) NOT IN ('t', 'tr', 'tru', 'true', 'f', 'fa', 'fal', 'fals', 'false', 'y', 'ye', 'yes', 'n', 'no', 'on', 'of', 'off', '1', '0');
-- warning cast-can-fail: item.label changes from text to varchar(10); fails if a value does not fit
--   SELECT count(*) FROM item WHERE length(label::text) > 10;
-- warning data-loss: loses spellings such as 007 in item.code
-- warning cast-can-fail: item.code changes from varchar(9) to integer with code::integer; fails if a value does not fit
--   SELECT count(*) FROM item WHERE CASE WHEN code ~ '^\s*[-+]?[0-9]{1,99}\s*$' THEN code::numeric NOT BETWEEN -2147483648 AND 2147483647 ELSE code IS NOT NULL END;
-- recreates the structure, but cannot restore spellings such as 007 in item.rank
ALTER TABLE item
  ALTER COLUMN rank DROP DEFAULT,
  ALTER COLUMN rank TYPE varchar,
  ALTER COLUMN rank SET DEFAULT '0',
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE numeric(10,2) USING price::numeric(10,2),
  ALTER COLUMN price SET DEFAULT 1.50,
  ALTER COLUMN open DROP DEFAULT,
  ALTER COLUMN open TYPE boolean USING open::boolean,
  ALTER COLUMN open SET DEFAULT true,
  ALTER COLUMN label DROP DEFAULT,
  ALTER COLUMN label TYPE varchar(10),
  ALTER COLUMN label SET DEFAULT 'none',
  ALTER COLUMN code DROP DEFAULT,
  ALTER COLUMN code TYPE integer USING code::integer,
  ALTER COLUMN code SET DEFAULT 0;
