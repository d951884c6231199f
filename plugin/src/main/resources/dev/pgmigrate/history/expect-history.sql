-- Fails unless the journal adds up to what the script starts from, a revision and its applied steps each.
DO $migrate$
DECLARE
  expected CONSTANT text := {standing};
  actual text;
  journal record;
  said boolean;
  answer boolean;
BEGIN
  IF (SELECT max(format) > {format} FROM {namespace}.migrate_history) THEN
    RAISE EXCEPTION 'The journal was written by a newer migrate-maven-plugin';
  END IF;
  -- All journals of the database are asked, also those whose rows this user may not read.
  FOR journal IN
{journals}
  LOOP
    said := journal.said;
    IF journal.readable THEN
      EXECUTE pg_catalog.format(
        $query$
          SELECT CASE
                   WHEN kind IN ('protected', 'unprotected') OR %L IS NULL THEN kind = 'protected'
                   ELSE %L
                 END
          FROM %I.migrate_history
          ORDER BY kind IN ('protected', 'unprotected') DESC, id DESC
          LIMIT 1
        $query$,
        said, said, journal.namespace)
      INTO answer;
      said := COALESCE(answer, said);
    END IF;
    IF said AND (journal.readable OR journal.concerns) THEN
      RAISE EXCEPTION 'The database is protected: a person approves a plan, not a script'
        USING DETAIL = pg_catalog.format('The journal in schema "%s", which "%s" owns, protects it.', journal.namespace, journal.owner),
              HINT = 'mvn migrate:plan shows what to approve.';
    ELSIF said IS NULL AND journal.concerns AND (journal.beside OR NOT journal.readable) THEN
      RAISE EXCEPTION 'The database counts as protected: the journal in schema "%", which "%" owns, does not tell "%"',
        journal.namespace, journal.owner, journal.reader
        USING HINT = pg_catalog.format(
          'GRANT USAGE ON SCHEMA %1$I TO %2$I; GRANT SELECT ON %1$I.migrate_history TO %2$I; or its owner runs mvn migrate:protect, with or without -Dmigrate.unprotect.',
          journal.namespace, journal.reader);
    END IF;
  END LOOP;
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
