-- One row is a column of a table, in the order of the table. The user-defined type is the
-- column's or, of an array, the element's. Storage and collation are null where the type's own.
SELECT
  a.attrelid AS table_oid,
  a.attnum AS number,
  a.attname AS name,
  format_type(a.atttypid, a.atttypmod) AS type,
  un.nspname AS user_defined_namespace,
  u.typname AS user_defined_name,
  a.attnotnull AS not_null,
  r.relname AS table_name,
  k.conname AS not_null_name, -- since 18
  k.conislocal AS not_null_local, -- since 18
  EXISTS ( -- since 18
    SELECT FROM pg_inherits i -- since 18
    JOIN pg_constraint pk -- since 18
      ON pk.conrelid = i.inhparent -- since 18
      AND pk.contype = 'n' -- since 18
    WHERE i.inhrelid = a.attrelid -- since 18
      AND pk.conname = k.conname -- since 18
  ) AS not_null_named_by_parent, -- since 18
  k.coninhcount > 0 AS not_null_inherited, -- since 18
  k.convalidated AS not_null_validated, -- since 18
  k.connoinherit AS not_null_no_inherit, -- since 18
  kd.description AS not_null_comment, -- since 18
  NULL AS not_null_name, -- before 18
  a.attidentity::text AS identity,
  a.attgenerated::text AS generated,
  pg_get_expr(v.adbin, v.adrelid) AS value,
  pg_get_expr(v.adbin, v.adrelid, TRUE) AS value_pretty,
  cn.nspname AS collation_namespace,
  c.collname AS collation_name,
  CASE
    WHEN a.attstorage = t.typstorage THEN NULL
    WHEN a.attstorage = 'p' THEN 'PLAIN'
    WHEN a.attstorage = 'e' THEN 'EXTERNAL'
    WHEN a.attstorage = 'x' THEN 'EXTENDED'
    WHEN a.attstorage = 'm' THEN 'MAIN'
  END AS storage,
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression, -- since 14
  NULL AS compression, -- before 14
  NULLIF(a.attstattarget, -1) AS statistics,
  CASE
    WHEN a.attoptions::text LIKE '%n\_distinct%' THEN -- PostgreSQL 15.20 and later have options of their own.
      ARRAY(
        SELECT o
        FROM unnest(a.attoptions) o
        WHERE o LIKE 'n\_distinct%'
      )
  END AS options,
  a.attislocal AS local,
  d.description AS comment
FROM pg_attribute a
JOIN pg_class r
  ON r.oid = a.attrelid
JOIN pg_namespace n
  ON n.oid = r.relnamespace
JOIN pg_type t
  ON t.oid = a.atttypid
LEFT JOIN pg_type element
  ON element.typarray = t.oid
JOIN pg_type u
  ON u.oid = COALESCE(element.oid, t.oid)
LEFT JOIN pg_namespace un
  ON un.oid = u.typnamespace
  AND un.nspname <> 'pg_catalog'
LEFT JOIN pg_attrdef v
  ON v.adrelid = a.attrelid
  AND v.adnum = a.attnum
LEFT JOIN pg_collation c
  ON c.oid = a.attcollation
  AND a.attcollation <> t.typcollation
LEFT JOIN pg_namespace cn
  ON cn.oid = c.collnamespace
LEFT JOIN pg_constraint k -- since 18
  ON k.conrelid = a.attrelid -- since 18
  AND k.contype = 'n' -- since 18
  AND k.conkey = ARRAY[a.attnum] -- since 18
LEFT JOIN pg_description kd -- since 18
  ON kd.classoid = 'pg_constraint'::regclass -- since 18
  AND kd.objoid = k.oid -- since 18
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass
  AND d.objoid = a.attrelid
  AND d.objsubid = a.attnum
WHERE a.attnum > 0
  AND NOT a.attisdropped
  AND r.relkind IN ('r', 'p')
  AND r.relpersistence <> 't'
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
ORDER BY
  a.attrelid,
  a.attnum
