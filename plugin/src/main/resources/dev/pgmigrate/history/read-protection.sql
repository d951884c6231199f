-- One row when protection was ever given or taken: whether it was given last.
SELECT kind = 'protected'
FROM {namespace}.migrate_history
WHERE kind IN ('protected', 'unprotected')
ORDER BY id DESC
LIMIT 1
