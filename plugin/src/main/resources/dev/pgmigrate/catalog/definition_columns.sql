-- One row is a comment on a column of a view or materialized view.
SELECT
  c.oid,
  a.attname AS name,
  d.description AS comment
FROM pg_class c
JOIN pg_attribute a
  ON a.attrelid = c.oid
  AND a.attnum > 0
JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass
  AND d.objoid = c.oid
  AND d.objsubid = a.attnum
WHERE c.relkind IN ('v', 'm')
