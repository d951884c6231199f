-- One fact. A step inside a transaction began with it; only a step that has begun has no end.
INSERT INTO {namespace}.migrate_history
  (format, run, revision, message, parents, phase, direction, step, steps, kind, outcome, checksum, script,
   started, finished, error_code, error, batch_bound, batch_reached, batch_rows, by_whom, tool, approval)
VALUES
  (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
   COALESCE(CAST(? AS timestamptz), now()), CASE WHEN ? THEN clock_timestamp() END, ?, ?, ?, ?, ?, ?, ?, ?)
