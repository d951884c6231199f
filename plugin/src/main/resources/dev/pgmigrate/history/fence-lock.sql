-- A row (who executes us) as long as it is ours, and then nobody can take it until this transaction ends.
SELECT pg_catalog.pg_backend_pid()
FROM {namespace}.migrate_lock
WHERE token = {token}
FOR KEY SHARE
