-- One row is a parent of a table, by partition or by plain inheritance, in the order of INHERITS.
SELECT
  i.inhrelid AS child,
  n.nspname AS parent_namespace,
  p.relname AS parent_name
FROM pg_inherits i
JOIN pg_class p
  ON p.oid = i.inhparent
JOIN pg_namespace n
  ON n.oid = p.relnamespace
WHERE p.relkind IN ('r', 'p')
ORDER BY
  i.inhrelid,
  i.inhseqno
