ALTER TABLE t DROP CONSTRAINT ck_a;

DROP INDEX ix_a;

DROP FUNCTION gone();

ALTER TABLE t DROP COLUMN g;

DROP FUNCTION other(integer);

CREATE FUNCTION fresh(x text DEFAULT 'it''s') RETURNS text LANGUAGE sql AS $$ SELECT x $$;

COMMENT ON FUNCTION fresh(text) IS 'new here';

REVOKE EXECUTE ON FUNCTION fresh(text) FROM PUBLIC;

CREATE FUNCTION other(b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT b $$;

ALTER TABLE t ADD COLUMN g integer GENERATED ALWAYS AS (other(a)) STORED;

CREATE INDEX ix_a ON t (other(a));

-- warning new-check-on-existing: fails while a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (other(a) > 0);
ALTER TABLE t ADD CONSTRAINT ck_a CHECK (other(a) > 0);

CREATE PROCEDURE sweep(days integer) LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;

CREATE AGGREGATE total(integer) (
  SFUNC = int4pl,
  STYPE = integer,
  INITCOND = '0'
);

CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n + n $$;

ALTER TABLE t ADD COLUMN d integer DEFAULT twice(2);
