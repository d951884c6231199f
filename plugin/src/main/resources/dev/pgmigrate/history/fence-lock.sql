-- A row as long as it is ours, and then nobody can take it until this transaction ends.
SELECT 1
FROM {namespace}.migrate_lock
WHERE token = ?
FOR KEY SHARE
