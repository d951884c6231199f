-- Who holds it.
SELECT format, run, by_whom, acquired, extract(epoch FROM expires - clock_timestamp()) * 1000 AS left_ms
FROM {namespace}.migrate_lock
