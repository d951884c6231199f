-- One row per publication that names a table, or all: of all tables, or of those whose oids are given. The
-- list of columns is NULL where all are sent; PostgreSQL 14 has none.
SELECT r.prrelid AS oid, p.pubname, translate(to_jsonb(r) ->> 'prattrs', '[],', '') AS columns, false AS growing,
       p.pubupdate OR p.pubdelete AS changes
FROM pg_publication_rel r
JOIN pg_publication p ON p.oid = r.prpubid
WHERE ?::oid[] IS NULL OR r.prrelid = ANY (?::oid[])
UNION ALL
SELECT c.oid, p.pubname, NULL, true, p.pubupdate OR p.pubdelete
FROM pg_publication p
JOIN pg_class c ON c.relkind IN ('r', 'p') AND c.oid >= 16384 AND c.relpersistence = 'p'
WHERE p.puballtables AND (?::oid[] IS NULL OR c.oid = ANY (?::oid[]))
ORDER BY 1, 2
