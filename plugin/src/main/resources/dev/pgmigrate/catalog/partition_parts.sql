-- One row is an index, key or foreign key that a partition has because its parent has it.
SELECT
  i.indrelid AS table_oid,
  CASE k.contype
    WHEN 'p' THEN 'primary-key'
    WHEN 'u' THEN 'unique'
    WHEN 'x' THEN 'exclusion'
    ELSE 'index'
  END AS kind,
  c.relname AS name,
  p.relname AS parent
FROM pg_inherits h
JOIN pg_index i
  ON i.indexrelid = h.inhrelid
JOIN pg_class c
  ON c.oid = h.inhrelid
JOIN pg_class p
  ON p.oid = h.inhparent
LEFT JOIN pg_constraint k
  ON k.conindid = p.oid
  AND k.contype IN ('p', 'u', 'x')
UNION ALL
SELECT
  k.conrelid,
  'foreign-key',
  k.conname,
  p.conname
FROM pg_constraint k
JOIN pg_constraint p
  ON p.oid = k.conparentid
WHERE k.contype = 'f'
  -- A foreign key to a partitioned table has one for each partition there.
  AND p.conrelid <> k.conrelid
ORDER BY
  table_oid,
  kind,
  parent
