-- One fact. A step inside a transaction began with it; only a step that has begun has no end.
-- Its id follows the last one; the writer holds the lock. (A journal of format 1 may still have its identity.)
INSERT INTO {namespace}.migrate_history
  (id, format, run, revision, message, parents, phase, direction, step, steps, kind, outcome, checksum, script,
   started, finished, error_code, error, batch_bound, batch_reached, batch_rows, by_whom, tool, approval)
OVERRIDING SYSTEM VALUE
VALUES
  ((SELECT COALESCE(max(id), 0) + 1 FROM {namespace}.migrate_history),
   ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
   COALESCE(CAST(? AS timestamptz), now()), CASE WHEN ? THEN clock_timestamp() END, ?, ?, ?, ?, ?, ?, ?, ?)
