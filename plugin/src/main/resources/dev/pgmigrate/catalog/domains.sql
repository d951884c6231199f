-- One row is a domain.
SELECT
  t.oid,
  n.nspname AS name_namespace,
  t.typname AS name_name,
  pg_get_userbyid(t.typowner) AS owner,
  format_type(t.typbasetype, t.typtypmod) AS type,
  un.nspname AS user_defined_namespace,
  u.typname AS user_defined_name,
  cn.nspname AS collation_namespace,
  c.collname AS collation_name,
  t.typnotnull AS not_null,
  pg_get_expr(t.typdefaultbin, 0) AS default_value,
  pg_get_expr(t.typdefaultbin, 0, TRUE) AS default_value_pretty,
  d.description AS comment
FROM pg_type t
JOIN pg_namespace n
  ON n.oid = t.typnamespace
JOIN pg_type b
  ON b.oid = t.typbasetype
LEFT JOIN pg_type element
  ON element.typarray = b.oid
JOIN pg_type u
  ON u.oid = COALESCE(element.oid, b.oid)
LEFT JOIN pg_namespace un
  ON un.oid = u.typnamespace
  AND un.nspname <> 'pg_catalog'
LEFT JOIN pg_collation c
  ON c.oid = t.typcollation
  AND t.typcollation <> b.typcollation
LEFT JOIN pg_namespace cn
  ON cn.oid = c.collnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_type'::regclass
  AND d.objoid = t.oid
WHERE t.typtype = 'd'
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_type'::regclass
      AND e.objid = t.oid
      AND e.deptype = 'e'
  )
