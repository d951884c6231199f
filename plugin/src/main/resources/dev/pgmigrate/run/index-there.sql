-- One row is what has an index's name where that index would be: it may be the index. Parameters: index, table.
SELECT format('%I.%I', n.nspname, c.relname) AS name,
       format('%I.%I', n.nspname, t.relname) AS "table",
       quote_ident(t.relname) AS copy,
       COALESCE(i.indrelid = t.oid, false) AS "of this table",
       COALESCE(i.indisvalid, false) AS valid,
       COALESCE(
         CASE WHEN i.indrelid = t.oid THEN pg_catalog.pg_get_indexdef(c.oid) END,
         concat_ws(' of ',
           pg_catalog.pg_describe_object('pg_class'::regclass, c.oid, 0),
           pg_catalog.pg_describe_object('pg_class'::regclass, i.indrelid, 0))) AS other
FROM pg_catalog.pg_class t
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
JOIN pg_catalog.pg_class c ON c.relnamespace = t.relnamespace AND c.relname = ?::name
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
WHERE t.oid = to_regclass(?)
