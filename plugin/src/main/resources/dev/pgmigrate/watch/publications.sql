-- One row per publication that names a table, or all, of the tables whose oids are given and those of given indexes.
-- The list of columns is NULL where all are sent; PostgreSQL 14 has none.
WITH wanted AS (
{wanted})
SELECT r.prrelid AS oid, p.pubname, translate(to_jsonb(r) ->> 'prattrs', '[],', '') AS columns, false AS growing,
       p.pubupdate OR p.pubdelete AS changes
FROM wanted w
JOIN pg_publication_rel r ON r.prrelid = w.oid
JOIN pg_publication p ON p.oid = r.prpubid
UNION ALL
SELECT c.oid, p.pubname, NULL, true, p.pubupdate OR p.pubdelete
FROM wanted w
CROSS JOIN LATERAL (SELECT * FROM pg_class x WHERE x.oid = w.oid OFFSET 0) c
JOIN pg_publication p ON p.puballtables
WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND c.relpersistence = 'p'
ORDER BY 1, 2
