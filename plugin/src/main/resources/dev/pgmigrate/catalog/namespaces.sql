-- One row is a namespace that is neither the system's nor an extension's.
-- The comment that initdb gives to public is as good as none.
SELECT
  n.oid,
  n.nspname AS name,
  pg_get_userbyid(n.nspowner) AS owner,
  CASE WHEN (n.nspname, d.description) <> ('public', 'standard public schema') THEN d.description END AS comment
FROM pg_namespace n
LEFT JOIN pg_description d
  ON d.classoid = 'pg_namespace'::regclass
  AND d.objoid = n.oid
WHERE n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_namespace'::regclass
      AND e.objid = n.oid
      AND e.deptype = 'e'
  )
