-- warning cast-can-fail: t.a changes from text to integer with a::integer; fails while a value does not fit
--   SELECT count(*) FROM t WHERE NOT pg_input_is_valid(a::text, 'integer');
-- warning server-default: the default changes from '1' to 1; rows that are there keep their values
ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE integer USING a::integer,
  ALTER COLUMN a SET DEFAULT 1;
