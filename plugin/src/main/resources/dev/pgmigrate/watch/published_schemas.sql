-- One row per table that is published with its schema, of those whose oids are given and those of given indexes;
-- from PostgreSQL 15 on.
WITH wanted AS (
{wanted})
SELECT c.oid, p.pubname, NULL AS columns, true AS growing, p.pubupdate OR p.pubdelete AS changes
FROM wanted w
CROSS JOIN LATERAL (SELECT * FROM pg_class x WHERE x.oid = w.oid OFFSET 0) c
JOIN pg_publication_namespace s ON s.pnnspid = c.relnamespace
JOIN pg_publication p ON p.oid = s.pnpubid
WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p'
ORDER BY 1, 2
