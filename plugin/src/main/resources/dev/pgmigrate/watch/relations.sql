-- One row per column of a relation of users (one row without a column for a relation that has none);
-- all of them, or those whose oids are given.
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relreplident,
       a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
       a.atthasdef OR a.attidentity <> '' AS filled
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a
  ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind NOT IN ('i', 'I', 'S')
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_temp'
  AND (?::oid[] IS NULL OR c.oid = ANY (?::oid[]))
ORDER BY c.oid, a.attnum
