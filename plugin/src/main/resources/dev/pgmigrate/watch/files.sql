-- One row per relation of users that has a file, of those whose oids are given and the tables of given indexes.
WITH wanted AS (
{wanted})
SELECT c.oid, c.relfilenode, c.reltablespace, c.reltuples < 0 AS uncounted
FROM wanted w
CROSS JOIN LATERAL (SELECT * FROM pg_class x WHERE x.oid = w.oid OFFSET 0) c
WHERE c.relkind IN ('r', 'm', 'i') AND c.oid >= 16384
ORDER BY c.oid
