-- One row is the largest table that the backend has locked, but for our own two: its name, and its size as VACUUM or ANALYZE
-- counted it last. pg_table_size would wait for the backend's lock.
SELECT c.oid::regclass::text AS name,
       CASE WHEN c.relpages > 0 THEN
         pg_catalog.pg_size_pretty(c.relpages * current_setting('block_size')::bigint)
       END AS size
FROM pg_catalog.pg_locks l
JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = current_database()
JOIN pg_catalog.pg_class c ON c.oid = l.relation
WHERE l.pid = ?
  AND l.granted
  AND l.locktype = 'relation'
  AND l.relation >= 16384
  AND c.relkind IN ('r', 'p', 'm')
  AND c.relname NOT IN ('migrate_lock', 'migrate_history')
ORDER BY c.relpages DESC, l.mode = 'AccessExclusiveLock' DESC, c.relname
LIMIT 1
