-- One row is a session that the backend waits for, with the lock of it that is in the way; a session that only stands
-- before us in the queue holds none. Unknown where this role may not see what others do: query and open are null.
SELECT a.pid,
       COALESCE(a.application_name, '') AS application,
       COALESCE(a.usename, a.backend_type) AS "user",
       CASE WHEN seen.is THEN COALESCE(left(split_part(ltrim(a.query), E'\n', 1), 100), '') END AS query,
       CASE WHEN seen.is THEN extract(epoch FROM clock_timestamp() - COALESCE(a.xact_start, a.backend_start)) END AS open,
       COALESCE(
         (SELECT string_agg(DISTINCT held.mode || COALESCE(' on ' || held.relation::regclass::text, ''), ', ')
          FROM pg_catalog.pg_locks wanted
          JOIN pg_catalog.pg_locks held
            ON held.pid = a.pid
           AND held.granted
           AND held.locktype = wanted.locktype
           AND held.database IS NOT DISTINCT FROM wanted.database
           AND held.relation IS NOT DISTINCT FROM wanted.relation
           AND held.page IS NOT DISTINCT FROM wanted.page
           AND held.tuple IS NOT DISTINCT FROM wanted.tuple
           AND held.virtualxid IS NOT DISTINCT FROM wanted.virtualxid
           AND held.transactionid IS NOT DISTINCT FROM wanted.transactionid
           AND held.classid IS NOT DISTINCT FROM wanted.classid
           AND held.objid IS NOT DISTINCT FROM wanted.objid
           AND held.objsubid IS NOT DISTINCT FROM wanted.objsubid
          WHERE wanted.pid = me.pid
            AND NOT wanted.granted),
         'waits before us') AS lock
FROM (SELECT ?::integer AS pid) me
JOIN pg_catalog.pg_stat_activity a ON a.pid = ANY (pg_catalog.pg_blocking_pids(me.pid))
CROSS JOIN LATERAL (SELECT a.query IS DISTINCT FROM '<insufficient privilege>' AS is) seen
ORDER BY a.xact_start
