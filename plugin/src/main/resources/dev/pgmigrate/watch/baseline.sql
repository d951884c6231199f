-- Begins to watch: what has a smaller oid than this function was there before.
CREATE FUNCTION pg_temp.migrate_watch_baseline() RETURNS void LANGUAGE sql AS 'SELECT'
