-- One row, where one of these tables and indexes is a partition or child, or has one.
SELECT
FROM pg_inherits i
WHERE i.inhrelid = ANY (?::oid[]) OR i.inhparent = ANY (?::oid[])
LIMIT 1
