-- Still alive. Leaves the key alone, so it does not wait for our own steps.
UPDATE {namespace}.migrate_lock
SET heartbeat = clock_timestamp(),
    expires = clock_timestamp() + ? * interval '1 millisecond'
WHERE token = ?
