-- One row per relation that is in one of these schemas, or has a column of one of these types, of an array of one or of
-- a domain over one.
WITH RECURSIVE named AS (
  SELECT kind.class, given.oid
  FROM unnest(?::oid[]) AS given (oid)
  CROSS JOIN (VALUES ('pg_type'::regclass), ('pg_namespace'::regclass)) AS kind (class)
  UNION
  SELECT d.classid::regclass, d.objid
  FROM named
  JOIN pg_depend d ON d.refclassid = named.class AND d.refobjid = named.oid
  WHERE named.class <> 'pg_class'::regclass AND d.classid IN ('pg_type'::regclass, 'pg_class'::regclass))
SELECT DISTINCT oid
FROM named
WHERE class = 'pg_class'::regclass
