-- One row: how far the backend has come with building an index; none when it builds none.
SELECT b.phase,
       CASE
         WHEN b.phase LIKE 'waiting%' THEN b.lockers_done
         WHEN b.phase LIKE '%tuples%' THEN b.tuples_done
         ELSE b.blocks_done
       END AS done,
       CASE
         WHEN b.phase LIKE 'waiting%' THEN b.lockers_total
         WHEN b.phase LIKE '%tuples%' THEN b.tuples_total
         ELSE b.blocks_total
       END AS total,
       CASE
         WHEN b.phase LIKE 'waiting%' THEN 'transactions'
         WHEN b.phase LIKE '%tuples%' THEN 'rows'
         ELSE 'blocks'
       END AS unit
FROM pg_catalog.pg_stat_progress_create_index b
WHERE b.pid = ?
