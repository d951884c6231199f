-- A row as long as it is ours, once no other transaction is inside the fence.
SELECT 1
FROM {namespace}.migrate_lock
WHERE token = ?
FOR UPDATE
