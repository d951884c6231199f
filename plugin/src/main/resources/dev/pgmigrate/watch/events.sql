-- Event triggers that report at debug1 what a statement does, also inside functions; they live in the
-- session's temporary schema, so that no catalog of users shows them. %1$s: a word that nobody else writes;
-- chr(31) stands between the parts, chr(30) between the parts of a name.
CREATE OR REPLACE FUNCTION pg_temp.migrate_watch_command() RETURNS event_trigger LANGUAGE plpgsql SET enable_seqscan = off AS $watch$
DECLARE
  one record;
  inherits boolean;
BEGIN
  FOR one IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
    inherits := one.classid = 'pg_catalog.pg_class'::regclass AND (
      EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = one.objid)
      OR EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhparent = one.objid));
    RAISE DEBUG '%%', concat_ws(chr(31), '%1$s', 'command', one.command_tag,
      coalesce(one.object_type, ''), coalesce(one.object_identity, ''), coalesce(one.objid, 0), inherits IS TRUE);
  END LOOP;
END
$watch$;
CREATE OR REPLACE FUNCTION pg_temp.migrate_watch_drop() RETURNS event_trigger LANGUAGE plpgsql AS $watch$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT * FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary LOOP
    RAISE DEBUG '%%', concat_ws(chr(31), '%1$s', 'drop', coalesce(one.object_type, ''),
      coalesce(one.object_identity, ''), coalesce(array_to_string(one.address_names, chr(30)), ''), one.original, one.normal, one.objid);
  END LOOP;
END
$watch$;
CREATE OR REPLACE FUNCTION pg_temp.migrate_watch_rewrite() RETURNS event_trigger LANGUAGE plpgsql AS $watch$
BEGIN
  RAISE DEBUG '%%', concat_ws(chr(31), '%1$s', 'rewrite', pg_event_trigger_table_rewrite_oid());
END
$watch$;
DROP EVENT TRIGGER IF EXISTS %1$s_command;
DROP EVENT TRIGGER IF EXISTS %1$s_drop;
DROP EVENT TRIGGER IF EXISTS %1$s_rewrite;
CREATE EVENT TRIGGER %1$s_command ON ddl_command_end
  EXECUTE FUNCTION pg_temp.migrate_watch_command();
CREATE EVENT TRIGGER %1$s_drop ON sql_drop
  EXECUTE FUNCTION pg_temp.migrate_watch_drop();
CREATE EVENT TRIGGER %1$s_rewrite ON table_rewrite
  EXECUTE FUNCTION pg_temp.migrate_watch_rewrite();
-- Also where session_replication_role is replica.
ALTER EVENT TRIGGER %1$s_command ENABLE ALWAYS;
ALTER EVENT TRIGGER %1$s_drop ENABLE ALWAYS;
ALTER EVENT TRIGGER %1$s_rewrite ENABLE ALWAYS
