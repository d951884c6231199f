-- All facts, oldest first; of the ranges of a batch only the last, which says how far it came.
SELECT id, run, revision, message, parents, phase, direction, step, steps, kind, outcome, checksum, script,
       started, finished, error_code, error, batch_bound, batch_reached, batch_rows, by_whom, tool, approval
FROM {namespace}.migrate_history
WHERE outcome <> 'range'
   OR id IN (
     SELECT max(id)
     FROM {namespace}.migrate_history
     WHERE outcome = 'range'
     GROUP BY revision, direction, step)
ORDER BY id
