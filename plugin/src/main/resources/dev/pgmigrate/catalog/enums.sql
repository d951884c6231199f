-- One row is an enum type with its values in order.
SELECT
  t.oid,
  n.nspname AS name_namespace,
  t.typname AS name_name,
  pg_get_userbyid(t.typowner) AS owner,
  ARRAY(
    SELECT v.enumlabel::text
    FROM pg_enum v
    WHERE v.enumtypid = t.oid
    ORDER BY v.enumsortorder
  ) AS labels,
  d.description AS comment
FROM pg_type t
JOIN pg_namespace n
  ON n.oid = t.typnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_type'::regclass
  AND d.objoid = t.oid
WHERE t.typtype = 'e'
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_type'::regclass
      AND e.objid = t.oid
      AND e.deptype = 'e'
  )
