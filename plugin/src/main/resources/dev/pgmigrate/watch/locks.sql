-- One row per lock on a relation of users that this session holds.
SELECT l.relation, l.mode
FROM pg_locks l
WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.relation >= 16384
