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
  p.relname AS parent,
  c.reloptions
  || ARRAY(
    SELECT format('statistics.%s=%s', a.attnum, a.attstattarget)
    FROM pg_attribute a
    WHERE a.attrelid = c.oid
      AND a.attstattarget >= 0
  ) AS parameters,
  s.spcname AS tablespace,
  i.indisclustered AS clustered,
  d.description AS comment,
  kd.description AS constraint_comment
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
LEFT JOIN pg_tablespace s
  ON s.oid = c.reltablespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass
  AND d.objoid = c.oid
  AND d.objsubid = 0
LEFT JOIN pg_constraint own
  ON own.conindid = c.oid
  AND own.contype IN ('p', 'u', 'x')
LEFT JOIN pg_description kd
  ON kd.classoid = 'pg_constraint'::regclass
  AND kd.objoid = own.oid
UNION ALL
SELECT
  k.conrelid,
  'foreign-key',
  k.conname,
  p.conname,
  NULL,
  NULL,
  FALSE,
  NULL,
  d.description
FROM pg_constraint k
JOIN pg_constraint p
  ON p.oid = k.conparentid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_constraint'::regclass
  AND d.objoid = k.oid
WHERE k.contype = 'f'
  -- A foreign key to a partitioned table has one for each partition there.
  AND p.conrelid <> k.conrelid
ORDER BY
  table_oid,
  kind,
  parent
