-- One row per constraint that is NOT VALID: of all tables, or of those whose oids are given.
SELECT oid, conrelid, conname
FROM pg_constraint
WHERE NOT convalidated AND conrelid <> 0 AND (?::oid[] IS NULL OR conrelid = ANY (?::oid[]))
ORDER BY conrelid, conname
