-- One row is a check of a domain.
SELECT
  k.contypid AS domain,
  k.conname AS name,
  pg_get_expr(k.conbin, 0) AS expression,
  pg_get_expr(k.conbin, 0, TRUE) AS expression_pretty,
  k.convalidated AS validated,
  d.description AS comment
FROM pg_constraint k
LEFT JOIN pg_description d
  ON d.classoid = 'pg_constraint'::regclass
  AND d.objoid = k.oid
WHERE k.contypid <> 0
  AND k.contype = 'c'
