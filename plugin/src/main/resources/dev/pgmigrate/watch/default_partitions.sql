-- One row per default partition beside one of these partitions.
SELECT DISTINCT t.partdefid
FROM pg_inherits i
JOIN pg_partitioned_table t ON t.partrelid = i.inhparent
WHERE i.inhrelid = ANY (?::oid[]) AND t.partdefid NOT IN (0, i.inhrelid)
