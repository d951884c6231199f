-- One row is a journal of this database that the user may read.
SELECT n.nspname AS namespace
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n
  ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a
  ON a.attrelid = c.oid
  AND a.attname = 'script'
WHERE c.relname = 'migrate_history'
  AND c.relkind IN ('r', 'p')
  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
  AND NOT pg_catalog.row_security_active(c.oid)
ORDER BY n.nspname
