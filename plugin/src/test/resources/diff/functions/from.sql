CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n * 2 $$;
CREATE FUNCTION other(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;
CREATE FUNCTION gone() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE TABLE t (
  a integer,
  g integer GENERATED ALWAYS AS (other(a)) STORED,
  CONSTRAINT ck_a CHECK (other(a) > 0)
);
CREATE INDEX ix_a ON t (other(a));
