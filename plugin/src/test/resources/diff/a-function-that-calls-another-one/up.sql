CREATE FUNCTION z_limit() RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN 10; END $$;

CREATE FUNCTION a_fits(n integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN n < public.z_limit();
END
$$;

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (a_fits(a));
ALTER TABLE t ADD CONSTRAINT ck_a CHECK (a_fits(a));

CREATE MATERIALIZED VIEW fitting AS SELECT a FROM t WHERE a_fits(a);
