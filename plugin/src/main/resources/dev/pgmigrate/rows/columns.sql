-- One row per column of a table: the tables with one of these oids, or one of these names (namespace,
-- chr(31), name).
SELECT c.oid, n.nspname, c.relname, coalesce(pg_partition_root(c.oid)::oid, 0),
       c.relkind = 'p', a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attgenerated <> '',
       EXISTS (SELECT FROM pg_index i
               WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p')
  AND (c.oid = ANY (?::oid[]) OR n.nspname || chr(31) || c.relname = ANY (?::text[]))
ORDER BY n.nspname, c.relname, a.attnum
