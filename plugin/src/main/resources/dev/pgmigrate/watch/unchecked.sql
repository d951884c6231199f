-- One row per constraint that is NOT VALID, of the tables whose oids are given and those of given indexes.
WITH wanted AS (
{wanted})
SELECT u.oid, u.conrelid, u.conname
FROM wanted w
CROSS JOIN LATERAL (SELECT * FROM pg_constraint x WHERE x.conrelid = w.oid AND NOT x.convalidated OFFSET 0) u
WHERE u.conrelid <> 0
ORDER BY u.conrelid, u.conname
