-- One row is a sequence. The dependency tells whose it is: an identity column's own (i),
-- owned by a column (a), or nobody's (null).
SELECT
  c.oid,
  n.nspname AS name_namespace,
  c.relname AS name_name,
  pg_get_userbyid(c.relowner) AS owner,
  format_type(s.seqtypid, NULL) AS type,
  s.seqstart AS start,
  s.seqincrement AS increment,
  s.seqmin AS min_value,
  s.seqmax AS max_value,
  s.seqcache AS cache,
  s.seqcycle AS cycle,
  c.relpersistence = 'u' AS unlogged,
  o.deptype::text AS dependency,
  o.refobjid AS table_oid,
  o.refobjsubid AS column_number,
  tn.nspname AS table_namespace,
  t.relname AS table_name,
  -- One look for each: a join reads the columns of all tables and indexes.
  (
    SELECT a.attname
    FROM pg_attribute a
    WHERE a.attrelid = o.refobjid
      AND a.attnum = o.refobjsubid
  ) AS column_name,
  d.description AS comment
FROM pg_sequence s
JOIN pg_class c
  ON c.oid = s.seqrelid
JOIN pg_namespace n
  ON n.oid = c.relnamespace
LEFT JOIN pg_depend o
  ON o.classid = 'pg_class'::regclass
  AND o.objid = c.oid
  AND o.refclassid = 'pg_class'::regclass
  AND o.refobjsubid > 0
  AND o.deptype IN ('a', 'i')
LEFT JOIN pg_class t
  ON t.oid = o.refobjid
LEFT JOIN pg_namespace tn
  ON tn.oid = t.relnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass
  AND d.objoid = c.oid
WHERE n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_class'::regclass
      AND e.objid = c.oid
      AND e.deptype = 'e'
  )
