-- Brings the journal to format 2: no identity, and the comment says whether the database is protected.
-- Does nothing where that is so already, and needs the journal's owner else. Fails for a user who could not lock it.
DO $migrate$
DECLARE
  journal CONSTANT regclass := {journal};
  word text;
BEGIN
  IF NOT pg_catalog.has_table_privilege(journal, 'UPDATE, DELETE, TRUNCATE') THEN
    RAISE insufficient_privilege
      USING MESSAGE = pg_catalog.format('permission denied to lock %1$s: GRANT UPDATE ON %1$s TO %2$I', journal, current_user);
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = journal AND attname = 'id' AND attidentity <> '') THEN
    BEGIN
      -- Whoever reads for long (pg_dump) is not waited for: the next run tries again, ids are right with an identity, too.
      PERFORM pg_catalog.set_config('lock_timeout', '2s', true);
      LOCK TABLE {namespace}.migrate_history IN ACCESS EXCLUSIVE MODE;
      IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = journal AND attname = 'id' AND attidentity <> '') THEN
        ALTER TABLE {namespace}.migrate_history ALTER COLUMN id DROP IDENTITY;
        -- With this row an older plugin refuses the journal.
        INSERT INTO {namespace}.migrate_history
          (id, format, run, revision, message, parents, phase, direction, step, steps, kind, outcome,
           started, finished, by_whom, tool)
        SELECT max(id) + 1, 2, '', '', '', '{}', 'expand', 'up', 0, 0, 'format', 'done',
               now(), clock_timestamp(), session_user, 'migrate-maven-plugin'
        FROM {namespace}.migrate_history
        HAVING count(*) > 0;
      END IF;
    EXCEPTION
      WHEN lock_not_available THEN
        NULL;
    END;
  END IF;
  FOR look IN 1..2 LOOP
    word := (
      SELECT 'migrate-maven-plugin, format 2: ' || CASE kind WHEN 'protected' THEN 'protected' ELSE 'not protected' END
      FROM {namespace}.migrate_history
      -- Without its rows a copy of the journal has the truth in its comment alone: then that stays.
      WHERE kind IN ('protected', 'unprotected')
         OR NOT pg_catalog.obj_description(journal, 'pg_class') ~ ': protected$' IS TRUE
      ORDER BY kind IN ('protected', 'unprotected') DESC, id DESC
      LIMIT 1);
    EXIT WHEN word IS NULL OR word = pg_catalog.obj_description(journal, 'pg_class');
    IF look = 1 THEN
      LOCK TABLE {namespace}.migrate_history IN SHARE ROW EXCLUSIVE MODE;
    ELSE
      EXECUTE pg_catalog.format('COMMENT ON TABLE {namespace}.migrate_history IS %L', word);
    END IF;
  END LOOP;
END
$migrate$
