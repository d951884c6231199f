-- One row: what an index is, but for its name, its table and where it is stored. Columns by name, for a copy's have other
-- numbers. Parameter: the index.
SELECT jsonb_build_array(
         m.amname,
         i.indisunique,
         i.indimmediate,
         to_jsonb(i) -> 'indnullsnotdistinct', -- PostgreSQL 15
         i.indnkeyatts,
         i.indclass::text,
         i.indcollation::text,
         i.indoption::text,
         k.keys,
         k.options,
         (SELECT array_agg(o ORDER BY o) FROM unnest(c.reloptions) o),
         pg_catalog.pg_get_expr(i.indpred, i.indrelid))
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_am m ON m.oid = c.relam
CROSS JOIN LATERAL (
  SELECT array_agg(pg_catalog.pg_get_indexdef(a.attrelid, a.attnum, false) ORDER BY a.attnum) AS keys,
         jsonb_agg(a.attoptions ORDER BY a.attnum) AS options
  FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = i.indexrelid) k
WHERE i.indexrelid = ?::regclass
