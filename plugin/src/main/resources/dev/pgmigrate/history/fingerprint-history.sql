-- One row: how many rows the journal has, and a sum over them and the transactions that wrote them.
SELECT concat_ws(' ', count(*), sum(pg_catalog.hash_record_extended(ROW(id, xmin), 0)))
FROM {namespace}.migrate_history
