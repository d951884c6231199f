-- One row is an index, also the inside of a constraint; not one that is attached to an index of
-- the partitioned table, unless it is the inside of a constraint that the partition has of its own.
-- The constraints are read once: none of pg_constraint's own indexes begins with the index.
WITH constrained AS (
  SELECT
    conindid AS index_oid,
    array_agg(conrelid) FILTER (WHERE conparentid = 0) AS own
  FROM pg_constraint
  GROUP BY conindid
)
SELECT
  i.indexrelid AS oid,
  i.indrelid AS table_oid,
  c.relname AS name,
  am.amname AS method,
  i.indisunique AS is_unique,
  i.indnullsnotdistinct AS nulls_not_distinct, -- since 15
  FALSE AS nulls_not_distinct, -- before 15
  i.indisvalid AS valid,
  i.indisclustered AS clustered,
  pg_get_expr(i.indpred, i.indrelid) AS predicate,
  pg_get_expr(i.indpred, i.indrelid, TRUE) AS predicate_pretty,
  c.reloptions
  || CASE
    WHEN k.index_oid IS NULL THEN
      ARRAY(
        SELECT format('statistics.%s=%s', a.attnum, a.attstattarget)
        FROM pg_attribute a
        WHERE a.attrelid = c.oid
          AND a.attstattarget >= 0
      )
    ELSE '{}'
  END AS parameters,
  s.spcname AS tablespace,
  d.description AS comment
FROM pg_index i
JOIN pg_class c
  ON c.oid = i.indexrelid
JOIN pg_namespace n
  ON n.oid = c.relnamespace
JOIN pg_am am
  ON am.oid = c.relam
LEFT JOIN constrained k
  ON k.index_oid = i.indexrelid
LEFT JOIN pg_tablespace s
  ON s.oid = c.reltablespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass
  AND d.objoid = c.oid
  AND d.objsubid = 0
WHERE n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND (
    NOT c.relispartition
    OR i.indrelid = ANY (k.own)
  )
