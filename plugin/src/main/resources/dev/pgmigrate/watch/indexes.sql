-- One row per index of a table of users: of all, or of those tables whose oids are given. The parts of its
-- key stand in vectors, which agree where two indexes are built alike.
SELECT i.indrelid, i.indexrelid, c.relname, am.amname, i.indisunique, i.indisprimary, i.indisvalid,
       i.indisreplident, c.relispartition, i.indnkeyatts, i.indkey::text, i.indclass::text,
       i.indcollation::text, i.indoption::text, pg_get_expr(i.indexprs, i.indrelid) AS expressions,
       pg_get_expr(i.indpred, i.indrelid) AS predicate
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_am am ON am.oid = c.relam
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_temp'
  AND (?::oid[] IS NULL OR i.indrelid = ANY (?::oid[]))
ORDER BY i.indrelid, c.relname
