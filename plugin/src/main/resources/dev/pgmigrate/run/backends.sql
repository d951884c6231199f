-- One row is a session of a run in this database, but for our own; with a table, one that has locked something of it.
SELECT pid,
       COALESCE(usename, '') AS "user",
       COALESCE(state, '') AS state,
       COALESCE(extract(epoch FROM clock_timestamp() - state_change), 0) AS since,
       COALESCE(left(split_part(ltrim(query), E'\n', 1), 100), '') AS query
FROM pg_catalog.pg_stat_activity a
CROSS JOIN (SELECT ?::text AS application, ?::text AS "table") asked
WHERE application_name = asked.application
  AND datname = current_database()
  AND pid <> pg_catalog.pg_backend_pid()
  AND (asked."table" IS NULL
       OR EXISTS (
         SELECT
         FROM pg_catalog.pg_locks l
         WHERE l.pid = a.pid
           AND l.granted
           AND l.relation = to_regclass(asked."table")))
ORDER BY pid
