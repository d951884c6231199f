-- One row is an ordinary or partitioned table that is not an extension's.
-- relreplident is i also after that index was dropped: then it counts as nothing.
SELECT
  c.oid,
  n.nspname AS name_namespace,
  c.relname AS name_name,
  pg_get_userbyid(c.relowner) AS owner,
  c.relpersistence = 'u' AS unlogged,
  c.reloptions AS parameters,
  toast.reloptions AS toast_parameters,
  s.spcname AS tablespace,
  CASE WHEN am.amname <> 'heap' THEN am.amname END AS access_method,
  CASE c.relreplident
    WHEN 'f' THEN 'FULL'
    WHEN 'n' THEN 'NOTHING'
    WHEN 'i' THEN COALESCE('USING INDEX ' || ri.relname, 'NOTHING')
  END AS replica_identity,
  pg_get_partkeydef(c.oid) AS partition_by,
  c.relispartition AS is_partition,
  c.relrowsecurity AS row_security,
  c.relforcerowsecurity AS row_security_forced,
  pg_get_expr(c.relpartbound, c.oid) AS bound,
  pg_get_expr(c.relpartbound, c.oid, TRUE) AS bound_pretty,
  d.description AS comment
FROM pg_class c
JOIN pg_namespace n
  ON n.oid = c.relnamespace
LEFT JOIN pg_class toast
  ON toast.oid = c.reltoastrelid
LEFT JOIN pg_tablespace s
  ON s.oid = c.reltablespace
LEFT JOIN pg_am am
  ON am.oid = c.relam
LEFT JOIN pg_index r
  ON r.indrelid = c.oid
  AND r.indisreplident
  AND c.relreplident = 'i'
LEFT JOIN pg_class ri
  ON ri.oid = r.indexrelid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass
  AND d.objoid = c.oid
  AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p')
  AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_class'::regclass
      AND e.objid = c.oid
      AND e.deptype = 'e'
  )
