-- One row per table of users: which of its columns hold values of rows.
SELECT c.oid, n.nspname, c.relname, c.relkind = 'r' AS stores, c.relispartition AS is_partition,
       array_agg(a.attnum::int4) AS numbers, array_agg(a.attname::text) AS names
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
GROUP BY c.oid, n.nspname, c.relname, c.relkind, c.relispartition
ORDER BY n.nspname, c.relname
