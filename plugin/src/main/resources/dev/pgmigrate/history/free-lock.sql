-- Given back.
UPDATE {namespace}.migrate_lock
SET token = 'free',
    run = NULL,
    by_whom = NULL,
    acquired = NULL,
    heartbeat = NULL,
    expires = NULL
WHERE token = ?
