-- One row per routine or type of users that is no relation: all of them, or those whose oids are given. The name
-- has no arguments, as their types may be renamed, too. The constructors of a range type follow its name.
SELECT o.oid, i.type, i.identity, format('%I.%I', n.nspname, o.name) AS name
FROM (
  SELECT 'pg_proc'::regclass AS class, oid, proname AS name, pronamespace AS namespace
  FROM pg_proc p
  WHERE NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
  UNION ALL
  SELECT 'pg_type'::regclass, oid, typname, typnamespace FROM pg_type WHERE typtype IN ('e', 'd', 'r')) o
JOIN pg_namespace n ON n.oid = o.namespace
CROSS JOIN LATERAL pg_identify_object(o.class, o.oid, 0) i
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_temp'
  AND (?::oid[] IS NULL OR o.oid = ANY (?::oid[]))
ORDER BY o.oid
