-- One row: how values of the first type get to the second. 'i': each fits; 'a': some may not; 'e': only
-- the value tells. No row where a type is gone.
SELECT CASE
         WHEN f.oid = t.oid THEN 'i'
         WHEN c.castmethod = 'b' THEN 'i'
         WHEN c.castcontext IS NOT NULL THEN c.castcontext::text
         WHEN t.typcategory = 'S' THEN 'i'
         WHEN t.name IN ('json', 'jsonb') AND f.typcategory <> 'S' THEN 'i'
         ELSE 'e'
       END
FROM (SELECT coalesce(nullif(typbasetype, 0), oid) AS oid, typcategory FROM pg_type WHERE oid = to_regtype(?)) f
CROSS JOIN (
  SELECT coalesce(nullif(typbasetype, 0), oid) AS oid, typcategory, typname AS name
  FROM pg_type WHERE oid = to_regtype(?)) t
LEFT JOIN pg_cast c ON c.castsource = f.oid AND c.casttarget = t.oid
