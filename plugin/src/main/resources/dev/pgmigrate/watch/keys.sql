-- One row per foreign key with one of these names on one of these tables.
SELECT c.conname, c.conrelid
FROM pg_constraint c
WHERE c.contype = 'f' AND c.conname = ANY (?::text[]) AND c.conrelid = ANY (?::oid[])
