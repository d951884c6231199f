CREATE TABLE t (a integer);
CREATE FUNCTION z_limit() RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN 10; END $$;
CREATE FUNCTION a_fits(n integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN n < public.z_limit();
END
$$;
ALTER TABLE t ADD CONSTRAINT ck_a CHECK (a_fits(a));
CREATE MATERIALIZED VIEW fitting AS SELECT a FROM t WHERE a_fits(a);
