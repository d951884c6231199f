-- The newest format that a row of the journal has.
SELECT COALESCE(max(format), 0)
FROM {namespace}.migrate_history
