-- One row per leaf partition of a table (itself, where it is one): the condition that its rows satisfy;
-- NULL when it takes any row.
SELECT pg_get_partition_constraintdef(part.relid)
FROM pg_partition_tree(%s) part
WHERE part.isleaf
ORDER BY part.relid::text
