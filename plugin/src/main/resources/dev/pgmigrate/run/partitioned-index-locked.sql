-- One row, if this transaction has locked an index of a partitioned table, as CREATE and ATTACH do. It asks the locks, not
-- the catalog: its cost does not grow with the number of tables. But it stops all who lock something for a moment, so it is
-- asked only where there are partitioned tables.
SELECT
FROM pg_catalog.pg_class c
WHERE c.oid = ANY (ARRAY(
    SELECT l.relation
    FROM pg_catalog.pg_locks l
    WHERE l.pid = pg_catalog.pg_backend_pid()
      AND l.locktype = 'relation'))
  AND c.relkind = 'I'
LIMIT 1
