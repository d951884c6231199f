-- Ours, if it is free or has expired by the server's clock. Waits for a step that is being committed.
UPDATE {namespace}.migrate_lock
SET token = ?,
    format = GREATEST(format, ?),
    run = ?,
    by_whom = ?,
    acquired = clock_timestamp(),
    heartbeat = clock_timestamp(),
    expires = clock_timestamp() + ? * interval '1 millisecond'
WHERE expires IS NULL
   OR expires <= clock_timestamp()
