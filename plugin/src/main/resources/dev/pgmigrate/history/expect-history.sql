-- Fails unless the journal adds up to what the script starts from, a revision and its applied steps each.
DO $migrate$
DECLARE
  expected CONSTANT text := {standing};
  actual text;
BEGIN
  IF (SELECT max(format) > {format} FROM {namespace}.migrate_history) THEN
    RAISE EXCEPTION 'The journal was written by a newer migrate-maven-plugin';
  END IF;
  IF (SELECT kind = 'protected'
      FROM {namespace}.migrate_history
      WHERE kind IN ('protected', 'unprotected')
      ORDER BY id DESC
      LIMIT 1) THEN
    RAISE EXCEPTION 'The database is protected: a person approves a plan, not a script'
      USING HINT = 'mvn migrate:plan shows what to approve.';
  END IF;
  SELECT COALESCE(string_agg(revision || ' ' || standing, ', ' ORDER BY revision COLLATE "C"), '')
  INTO actual
  FROM (SELECT revision,
               CASE
                 WHEN (array_agg(outcome ORDER BY id DESC)
                       FILTER (WHERE outcome <> 'failed' OR kind <> 'batch'))[1] IN ('started', 'range') THEN 'begun'
                 ELSE (array_agg(CASE
                                   WHEN direction = 'up' THEN step || '/' || steps
                                   WHEN step > 1 THEN step - 1 || '/' || steps
                                 END
                                 ORDER BY id DESC)
                       FILTER (WHERE outcome = 'done'))[1]
               END AS standing
        FROM {namespace}.migrate_history
        WHERE kind NOT IN ('initialised', 'protected', 'unprotected', 'format')
        GROUP BY revision) AS revisions
  WHERE standing IS NOT NULL;
  IF actual <> expected THEN
    RAISE EXCEPTION 'This script is for a database with the revisions "%", this one has "%"', expected, actual
      USING HINT = 'Write the script again for this database (-Dmigrate.sql).';
  END IF;
END
$migrate$
