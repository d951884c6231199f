-- One row is a session of a run in this database, but for our own. Behind a pooler other clients' sessions get the run's
-- name, too. So one counts that has the name which only sessions outside a pooler get, that has locked something of the
-- table, or that executes the statement.
SELECT pid,
       COALESCE(usename, '') AS "user",
       COALESCE(state, '') AS state,
       -- null: this role may not see it
       CASE WHEN query IS DISTINCT FROM '<insufficient privilege>'
            THEN COALESCE(extract(epoch FROM clock_timestamp() - state_change), 0) END AS since,
       COALESCE(left(split_part(ltrim(query), E'\n', 1), 100), '') AS query
FROM pg_catalog.pg_stat_activity a
CROSS JOIN (SELECT ?::text AS application, ?::text AS outside, ?::text AS "table", ?::text AS "statement") asked
WHERE datname = current_database()
  AND pid <> pg_catalog.pg_backend_pid()
  AND (application_name = asked.outside
       OR application_name = asked.application
          AND (EXISTS (
                 SELECT
                 FROM pg_catalog.pg_locks l
                 WHERE l.pid = a.pid
                   AND l.granted
                   AND l.relation = to_regclass(asked."table"))
               -- The server may show its beginning only.
               OR state = 'active'
                  AND query <> ''
                  AND starts_with(asked."statement", query)))
ORDER BY pid
