-- One row per table that is published with its schema, of all tables or of those whose oids are given;
-- from PostgreSQL 15 on.
SELECT c.oid, p.pubname, NULL AS columns, true AS growing, p.pubupdate OR p.pubdelete AS changes
FROM pg_publication_namespace s
JOIN pg_publication p ON p.oid = s.pnpubid
JOIN pg_class c ON c.relnamespace = s.pnnspid AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p'
WHERE ?::oid[] IS NULL OR c.oid = ANY (?::oid[])
ORDER BY 1, 2
