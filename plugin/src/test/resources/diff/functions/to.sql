CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n + n $$;
CREATE FUNCTION other(b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT b $$;
CREATE FUNCTION fresh(x text DEFAULT 'it''s') RETURNS text LANGUAGE sql AS $$ SELECT x $$;
COMMENT ON FUNCTION fresh(text) IS 'new here';
REVOKE EXECUTE ON FUNCTION fresh(text) FROM PUBLIC;
CREATE PROCEDURE sweep(days integer) LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE TABLE t (
  a integer,
  g integer GENERATED ALWAYS AS (other(a)) STORED,
  d integer DEFAULT twice(2),
  CONSTRAINT ck_a CHECK (other(a) > 0)
);
CREATE INDEX ix_a ON t (other(a));
