-- One row: the transaction that wrote that a step began; without one our own. Parameters: run, revision, direction, step.
SELECT COALESCE(
  (SELECT xmin::text
   FROM {namespace}.migrate_history
   WHERE run = ?
     AND revision = ?
     AND direction = ?
     AND step = ?
     AND outcome = 'started'
   ORDER BY id DESC
   LIMIT 1),
  pg_catalog.pg_current_xact_id()::xid::text)
