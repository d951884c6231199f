-- One row, if the database has a partitioned table. It asks the catalog of these alone.
SELECT
FROM pg_catalog.pg_partitioned_table
LIMIT 1
