-- One row is a journal of this database. readable: by the user who asks. said: what its comment says of protection; null:
-- nothing. concerns: its owner may alter everything, or something that the user may alter, too, or a table that the user may
-- write and that the parameter names, with its namespace or without. beside: there are tables that it must know of.
SELECT n.nspname AS namespace,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       current_user AS reader,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE')
         AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
         AND NOT pg_catalog.row_security_active(c.oid) AS readable,
       substring(pg_catalog.obj_description(c.oid, 'pg_class')
                 FROM '^migrate-maven-plugin, format [0-9]+: (protected|not protected)$') = 'protected' AS said,
       pg_catalog.pg_has_role(c.relowner, d.datdba, 'MEMBER')
         OR EXISTS (
           SELECT
           FROM (SELECT relowner FROM pg_catalog.pg_class WHERE oid >= 16384
                 UNION
                 SELECT nspowner FROM pg_catalog.pg_namespace WHERE oid >= 16384
                 UNION
                 SELECT proowner FROM pg_catalog.pg_proc WHERE oid >= 16384
                 UNION
                 SELECT typowner FROM pg_catalog.pg_type WHERE oid >= 16384) AS objects (owner)
           WHERE pg_catalog.pg_has_role(objects.owner, 'MEMBER')
             AND pg_catalog.pg_has_role(c.relowner, objects.owner, 'MEMBER'))
         OR EXISTS (
           SELECT
           FROM pg_catalog.pg_class t
           JOIN pg_catalog.pg_namespace s
             ON s.oid = t.relnamespace
           WHERE CAST(? AS text[]) && ARRAY[s.nspname || '.' || t.relname, t.relname::text]
             AND pg_catalog.has_table_privilege(t.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
             AND pg_catalog.pg_has_role(c.relowner, t.relowner, 'MEMBER')) AS concerns,
       EXISTS (
         SELECT
         FROM pg_catalog.pg_class t
         WHERE t.oid >= 16384
           AND t.relkind IN ('r', 'p')
           AND t.relname NOT IN ('migrate_history', 'migrate_lock')
           AND t.relpersistence <> 't') AS beside
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n
  ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a
  ON a.attrelid = c.oid
  AND a.attname = 'kind'
JOIN pg_catalog.pg_database d
  ON d.datname = current_database()
WHERE c.relname = 'migrate_history'
  AND c.relkind IN ('r', 'p')
ORDER BY n.nspname
