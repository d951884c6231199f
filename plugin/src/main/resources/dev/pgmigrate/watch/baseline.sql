-- Begins to watch: what has a smaller oid than this function was there before. One row: whether a relation of users is
-- among that, and a publication.
CREATE FUNCTION pg_temp.migrate_watch_baseline() RETURNS void LANGUAGE sql AS 'SELECT';
SELECT 'pg_temp.migrate_watch_baseline()'::regprocedure::oid AS baseline,
       EXISTS (
         SELECT
         FROM pg_class c
         WHERE c.relnamespace = ANY (ARRAY(
           SELECT n.oid
           FROM pg_namespace n
           WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_temp')))
         AS relations,
       EXISTS (SELECT FROM pg_publication) AS publications
