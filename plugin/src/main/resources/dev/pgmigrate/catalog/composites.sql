-- One row is a field of a composite type that is not an extension's; a type without any has one
-- row, too.
SELECT
  t.oid,
  n.nspname AS name_namespace,
  t.typname AS name_name,
  pg_get_userbyid(t.typowner) AS owner,
  d.description AS comment,
  a.attname AS attribute,
  format_type(a.atttypid, a.atttypmod) AS type,
  un.nspname AS user_defined_namespace,
  u.typname AS user_defined_name,
  cn.nspname AS collation_namespace,
  co.collname AS collation_name,
  ad.description AS attribute_comment
FROM pg_type t
JOIN pg_class c
  ON c.oid = t.typrelid
  AND c.relkind = 'c'
JOIN pg_namespace n
  ON n.oid = t.typnamespace
LEFT JOIN pg_attribute a
  ON a.attrelid = c.oid
  AND a.attnum > 0
  AND NOT a.attisdropped
LEFT JOIN pg_type at
  ON at.oid = a.atttypid
LEFT JOIN pg_type element
  ON element.typarray = at.oid
LEFT JOIN pg_type u
  ON u.oid = COALESCE(element.oid, at.oid)
LEFT JOIN pg_namespace un
  ON un.oid = u.typnamespace
  AND un.nspname <> 'pg_catalog'
LEFT JOIN pg_collation co
  ON co.oid = a.attcollation
  AND a.attcollation <> at.typcollation
LEFT JOIN pg_namespace cn
  ON cn.oid = co.collnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_type'::regclass
  AND d.objoid = t.oid
LEFT JOIN pg_description ad
  ON ad.classoid = 'pg_class'::regclass
  AND ad.objoid = c.oid
  AND ad.objsubid = a.attnum
WHERE n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_type'::regclass
      AND e.objid = t.oid
      AND e.deptype = 'e'
  )
ORDER BY t.oid, a.attnum
