-- One row: how values of the first type get to the second, and both as they are stored, without domains. 'i':
-- each fits; 'a': some may not, or lose digits; 'e': only the value tells. No row where a type is gone.
WITH RECURSIVE chain AS (
  SELECT given.target, t.oid, t.typtype, t.typbasetype, t.typtypmod, given.printed
  FROM (VALUES (false, ?::text), (true, ?::text)) AS given (target, printed)
  JOIN pg_type t ON t.oid = to_regtype(given.printed)
  UNION ALL
  SELECT c.target, t.oid, t.typtype, t.typbasetype, t.typtypmod, format_type(t.oid, c.typtypmod)
  FROM chain c
  JOIN pg_type t ON t.oid = c.typbasetype
  WHERE c.typtype = 'd'
)
SELECT CASE
         WHEN EXISTS (
           SELECT
           FROM chain d
           JOIN pg_constraint r ON r.contypid = d.oid
           WHERE d.target AND d.oid NOT IN (SELECT oid FROM chain WHERE NOT target)) THEN 'e'
         WHEN f.oid = t.oid THEN 'i'
         WHEN t.oid IN ('float4'::regtype, 'float8'::regtype) AND f.oid IN ('numeric'::regtype, 'int8'::regtype)
           OR t.oid = 'float4'::regtype AND f.oid = 'int4'::regtype THEN 'a'
         WHEN c.castmethod = 'b' THEN 'i'
         WHEN c.castcontext IS NOT NULL THEN c.castcontext::text
         WHEN p.typcategory = 'S' THEN 'i'
         WHEN p.typname IN ('json', 'jsonb') AND q.typcategory <> 'S' THEN 'i'
         ELSE 'e'
       END AS cast, f.printed AS source, t.printed AS target
FROM chain f
JOIN chain t ON t.target AND t.typtype <> 'd'
JOIN pg_type q ON q.oid = f.oid
JOIN pg_type p ON p.oid = t.oid
LEFT JOIN pg_cast c ON c.castsource = f.oid AND c.casttarget = t.oid
WHERE NOT f.target AND f.typtype <> 'd'
