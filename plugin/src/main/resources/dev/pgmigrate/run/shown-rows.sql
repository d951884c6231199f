DO $migrate_rows$
BEGIN
  -- Policies that hide no row from this role are no reason to refuse.
  IF (
    SELECT
      bool_and(
        c.relkind <> 'v'
        AND (
          SELECT
            bool_and(p.permissive = 'PERMISSIVE')
            AND bool_or(p.cmd = 'ALL' AND p.qual = 'true' AND COALESCE(p.with_check, 'true') = 'true')
          FROM pg_catalog.pg_policies p
          WHERE p.schemaname = n.nspname
            AND p.tablename = c.relname
            AND EXISTS (SELECT FROM unnest(p.roles) r WHERE r = 'public' OR pg_catalog.pg_has_role(r, 'USAGE'))
        ) IS TRUE
        AND NOT EXISTS (
          -- A trigger may come to other tables.
          SELECT
          FROM pg_catalog.pg_trigger t
          JOIN pg_catalog.pg_proc f
            ON f.oid = t.tgfoid
          JOIN pg_catalog.pg_class other
            ON other.relrowsecurity
            AND other.relname = ANY (regexp_split_to_array(f.prosrc || ' ' || lower(f.prosrc), '[^\w$]+'))
          WHERE t.tgrelid = c.oid
            AND NOT t.tgisinternal
        )
      )
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n
      ON n.oid = c.relnamespace
    WHERE c.relname = ANY ({words}::name[])
      AND (n.nspname = {namespace} OR n.nspname = ANY ({words}::name[]))
      AND (c.relkind = 'v' OR pg_catalog.row_security_active(c.oid))
  ) AND NOT EXISTS (
{unseen}
  ) THEN
    PERFORM set_config('row_security', 'on', {local});
  END IF;
END
$migrate_rows$
