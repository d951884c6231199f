-- One row per index of a table, of those whose oids are given and the tables of given indexes. The parts of its
-- key stand in vectors, which agree where two indexes are built alike.
WITH wanted AS (
{wanted})
SELECT i.indrelid, i.indexrelid, c.relname, am.amname, i.indisunique, i.indisprimary, i.indisvalid,
       i.indisreplident, c.relispartition, i.indnkeyatts, i.indkey::text, i.indclass::text,
       i.indcollation::text, i.indoption::text, pg_get_expr(i.indexprs, i.indrelid) AS expressions,
       pg_get_expr(i.indpred, i.indrelid) AS predicate
FROM wanted w
CROSS JOIN LATERAL (SELECT * FROM pg_index x WHERE x.indrelid = w.oid OFFSET 0) i
CROSS JOIN LATERAL (SELECT * FROM pg_class x WHERE x.oid = i.indexrelid OFFSET 0) c
JOIN pg_am am ON am.oid = c.relam
ORDER BY i.indrelid, c.relname
