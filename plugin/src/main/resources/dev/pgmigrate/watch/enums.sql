-- One row per enum, its values in their order: of all, or of those whose oids are given.
SELECT t.oid, format('%I.%I', n.nspname, t.typname) AS name,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND (?::oid[] IS NULL OR t.oid = ANY (?::oid[]))
