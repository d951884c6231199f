-- One row: how far the backend has come with building an index; else the largest relation it has locked.
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
       END AS unit,
       r.name,
       pg_catalog.pg_size_pretty(r.size) AS size
FROM (SELECT ?::integer AS pid) me
LEFT JOIN pg_catalog.pg_stat_progress_create_index b ON b.pid = me.pid
LEFT JOIN LATERAL (
  SELECT l.relation::regclass::text AS name, pg_catalog.pg_table_size(l.relation) AS size
  FROM pg_catalog.pg_locks l
  WHERE l.pid = me.pid
    AND l.granted
    AND l.locktype = 'relation'
    AND l.relation >= 16384
    AND b.pid IS NULL
  ORDER BY 2 DESC NULLS LAST
  LIMIT 1) r ON true
LIMIT 1
