-- One row is an owner of an object that is called so: a relation, a routine, a type, a schema.
SELECT DISTINCT r.rolname, r.rolsuper
FROM (
  SELECT relname AS name, relowner AS owner FROM pg_catalog.pg_class
  UNION ALL
  SELECT proname, proowner FROM pg_catalog.pg_proc
  UNION ALL
  SELECT typname, typowner FROM pg_catalog.pg_type
  UNION ALL
  SELECT nspname, nspowner FROM pg_catalog.pg_namespace
  UNION ALL
  SELECT extname, extowner FROM pg_catalog.pg_extension
) AS object
JOIN pg_catalog.pg_roles r ON r.oid = object.owner
WHERE object.name = ?
  AND NOT pg_catalog.pg_has_role(r.oid, 'USAGE')
ORDER BY r.rolname
