-- One row per relation of users that has a file: of all, or of those whose oids are given.
SELECT c.oid, c.relfilenode, c.reltablespace, c.reltuples < 0 AS uncounted
FROM pg_class c
WHERE c.relkind IN ('r', 'm', 'i') AND c.oid >= 16384 AND (?::oid[] IS NULL OR c.oid = ANY (?::oid[]))
ORDER BY c.oid
