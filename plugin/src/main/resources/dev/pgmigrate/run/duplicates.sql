-- One row: the query that finds the rows which a unique index does not allow. Parameters: table, index.
SELECT format('SELECT %1$s, count(*) FROM %2$s%3$s GROUP BY %1$s HAVING count(*) > 1',
              k.keys,
              i.indrelid::regclass,
              ' WHERE ' || NULLIF(concat_ws(' AND ',
                CASE WHEN to_jsonb(i) ->> 'indnullsnotdistinct' = 'true' THEN NULL ELSE k.known END,
                pg_get_expr(i.indpred, i.indrelid)), ''))
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
CROSS JOIN LATERAL (
  SELECT string_agg(pg_get_indexdef(i.indexrelid, n, true), ', ' ORDER BY n) AS keys,
         string_agg(pg_get_indexdef(i.indexrelid, n, true) || ' IS NOT NULL', ' AND ' ORDER BY n) AS known
  FROM generate_series(1, i.indnkeyatts) n) k
WHERE i.indrelid = to_regclass(?) AND c.relname = ?::name AND i.indisunique
