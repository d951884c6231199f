-- One row is the backend, as long as it lives: what it does, and since when it exists (a number may be used again). Both
-- unknown for a backend of another user.
SELECT a.backend_start::text AS began,
       a.state,
       COALESCE(a.wait_event_type = 'Lock', a.state IS NULL) AS waits
FROM pg_catalog.pg_stat_get_activity(?) a
WHERE a.pid IS NOT NULL
