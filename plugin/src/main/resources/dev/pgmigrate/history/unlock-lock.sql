-- Taken from a run by a person's word.
UPDATE {namespace}.migrate_lock
SET token = 'free',
    run = NULL,
    by_whom = NULL,
    acquired = NULL,
    heartbeat = NULL,
    expires = NULL
WHERE run = ?
