-- One row is a column of a view or materialized view with a comment or privileges of its own.
SELECT
  c.oid,
  a.attnum AS number,
  a.attname AS name,
  d.description AS comment
FROM pg_class c
JOIN pg_attribute a
  ON a.attrelid = c.oid
  AND a.attnum > 0
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass
  AND d.objoid = c.oid
  AND d.objsubid = a.attnum
WHERE c.relkind IN ('v', 'm')
  AND (d.description IS NOT NULL OR a.attacl IS NOT NULL)
