-- One row per foreign key of a table, of those whose oids are given and the tables of given indexes. A domain counts
-- as its base type, varchar as text: they compare with the same operator.
WITH wanted AS (
{wanted})
SELECT f.oid, f.conrelid, f.conname, f.confrelid, n.nspname, c.relname, c.relkind, f.conkey,
       f.conparentid <> 0 AS inherited, t.types, t.targets
FROM wanted w
CROSS JOIN LATERAL (SELECT * FROM pg_constraint x WHERE x.conrelid = w.oid AND x.contype = 'f' OFFSET 0) f
CROSS JOIN LATERAL (SELECT * FROM pg_class x WHERE x.oid = f.confrelid OFFSET 0) c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
  SELECT array_agg(format_type(CASE own.base WHEN 'varchar'::regtype THEN 'text'::regtype ELSE own.base END, NULL)
           ORDER BY k.n) AS types,
         array_agg(format_type(CASE far.base WHEN 'varchar'::regtype THEN 'text'::regtype ELSE far.base END, NULL)
           ORDER BY k.n) AS targets
  FROM unnest(f.conkey, f.confkey) WITH ORDINALITY AS k (a, b, n)
  CROSS JOIN LATERAL (
    SELECT (SELECT coalesce(nullif(t.typbasetype, 0), t.oid) FROM pg_type t WHERE t.oid = x.atttypid) AS base
    FROM pg_attribute x
    WHERE x.attrelid = f.conrelid AND x.attnum = k.a
    OFFSET 0) own
  CROSS JOIN LATERAL (
    SELECT (SELECT coalesce(nullif(t.typbasetype, 0), t.oid) FROM pg_type t WHERE t.oid = x.atttypid) AS base
    FROM pg_attribute x
    WHERE x.attrelid = f.confrelid AND x.attnum = k.b
    OFFSET 0) far) t
ORDER BY f.conrelid, f.conname
