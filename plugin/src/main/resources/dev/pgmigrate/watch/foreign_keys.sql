-- One row per foreign key: of all tables, or of those whose oids are given. A domain counts as its base type,
-- varchar as text: they compare with the same operator.
SELECT f.oid, f.conrelid, f.conname, f.confrelid, f.conkey, f.conparentid <> 0 AS inherited, t.types, t.targets
FROM pg_constraint f
CROSS JOIN LATERAL (
  SELECT array_agg(format_type(CASE own.base WHEN 'varchar'::regtype THEN 'text'::regtype ELSE own.base END, NULL)
           ORDER BY k.n) AS types,
         array_agg(format_type(CASE far.base WHEN 'varchar'::regtype THEN 'text'::regtype ELSE far.base END, NULL)
           ORDER BY k.n) AS targets
  FROM unnest(f.conkey, f.confkey) WITH ORDINALITY AS k (a, b, n)
  JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.a
  JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = k.b
  CROSS JOIN LATERAL (
    SELECT coalesce(nullif(typbasetype, 0), oid) AS base FROM pg_type WHERE oid = a.atttypid) own
  CROSS JOIN LATERAL (
    SELECT coalesce(nullif(typbasetype, 0), oid) AS base FROM pg_type WHERE oid = b.atttypid) far) t
WHERE f.contype = 'f' AND (?::oid[] IS NULL OR f.conrelid = ANY (?::oid[]))
ORDER BY f.conrelid, f.conname
