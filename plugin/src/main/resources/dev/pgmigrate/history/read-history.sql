-- All facts, oldest first.
SELECT id, run, revision, message, parents, phase, direction, step, steps, kind, outcome, checksum, script,
       started, finished, error_code, error, by_whom, tool, approval
FROM {namespace}.migrate_history
ORDER BY id
