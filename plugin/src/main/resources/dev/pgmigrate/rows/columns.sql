-- One row per column of a table: the tables with one of these oids, or one of these names (namespaces,
-- and names in the same order).
WITH wanted (oid) AS (
  SELECT given.oid
  FROM unnest(?::oid[]) AS given (oid)
  UNION
  SELECT c.oid
  FROM unnest(?::text[], ?::text[]) AS given (namespace, name)
  JOIN pg_namespace n ON n.nspname = given.namespace
  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = given.name
)
SELECT c.oid, n.nspname, c.relname, coalesce(pg_partition_root(c.oid)::oid, 0),
       c.relkind = 'p', a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attgenerated <> '',
       EXISTS (SELECT FROM pg_index i
               WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
FROM wanted
JOIN pg_class c ON c.oid = wanted.oid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p')
ORDER BY n.nspname, c.relname, a.attnum
