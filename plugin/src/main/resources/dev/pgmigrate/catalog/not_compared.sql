-- One row is an object that the model does not cover, and that is neither the system's nor an
-- extension's.
-- What initdb made has an oid below 16384.
WITH object AS (
  SELECT
    'foreign table' AS kind,
    'pg_class'::regclass AS catalog,
    c.oid,
    c.relnamespace AS namespace,
    NULL::oid AS relation
  FROM pg_class c
  WHERE c.relkind = 'f'
  UNION ALL
  SELECT 'typed table', 'pg_class'::regclass, c.oid, c.relnamespace, NULL
  FROM pg_class c
  WHERE c.reloftype <> 0
  UNION ALL
  SELECT 'base type', 'pg_type'::regclass, t.oid, t.typnamespace, NULL
  FROM pg_type t
  WHERE t.oid >= 16384
    AND t.typtype IN ('b', 'p')
    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  UNION ALL
  SELECT 'conversion', 'pg_conversion'::regclass, c.oid, c.connamespace, NULL
  FROM pg_conversion c
  UNION ALL
  SELECT 'text search configuration', 'pg_ts_config'::regclass, c.oid, c.cfgnamespace, NULL
  FROM pg_ts_config c
  UNION ALL
  SELECT 'text search dictionary', 'pg_ts_dict'::regclass, d.oid, d.dictnamespace, NULL
  FROM pg_ts_dict d
  UNION ALL
  SELECT 'text search parser', 'pg_ts_parser'::regclass, p.oid, p.prsnamespace, NULL
  FROM pg_ts_parser p
  UNION ALL
  SELECT 'text search template', 'pg_ts_template'::regclass, t.oid, t.tmplnamespace, NULL
  FROM pg_ts_template t
  UNION ALL
  SELECT 'operator', 'pg_operator'::regclass, o.oid, o.oprnamespace, NULL
  FROM pg_operator o
  UNION ALL
  SELECT 'operator class', 'pg_opclass'::regclass, o.oid, o.opcnamespace, NULL
  FROM pg_opclass o
  UNION ALL
  SELECT 'operator family', 'pg_opfamily'::regclass, o.oid, o.opfnamespace, NULL
  FROM pg_opfamily o
  UNION ALL
  SELECT 'transform', 'pg_transform'::regclass, t.oid, NULL, NULL
  FROM pg_transform t
  UNION ALL
  SELECT 'language', 'pg_language'::regclass, l.oid, NULL, NULL
  FROM pg_language l
  WHERE l.oid >= 16384
  UNION ALL
  SELECT 'access method', 'pg_am'::regclass, a.oid, NULL, NULL
  FROM pg_am a
  WHERE a.oid >= 16384
  UNION ALL
  SELECT 'foreign-data wrapper', 'pg_foreign_data_wrapper'::regclass, w.oid, NULL, NULL
  FROM pg_foreign_data_wrapper w
  UNION ALL
  SELECT 'foreign server', 'pg_foreign_server'::regclass, s.oid, NULL, NULL
  FROM pg_foreign_server s
  UNION ALL
  SELECT 'default privileges', 'pg_default_acl'::regclass, a.oid, NULL, NULL
  FROM pg_default_acl a
)
SELECT
  o.kind,
  (pg_identify_object(o.catalog, o.oid, 0)).identity AS name
FROM object o
LEFT JOIN pg_class r
  ON r.oid = o.relation
LEFT JOIN pg_namespace n
  ON n.oid = COALESCE(o.namespace, r.relnamespace)
WHERE (n.nspname IS NULL OR n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = o.catalog
      AND e.objid = o.oid
      AND e.deptype = 'e'
  )
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_class'::regclass
      AND e.objid = o.relation
      AND e.deptype = 'e'
  )
UNION ALL
SELECT 'partition whose DETACH is not finished', i.inhrelid::regclass::text -- since 14
FROM pg_inherits i -- since 14
WHERE i.inhdetachpending -- since 14
UNION ALL -- since 14
SELECT 'privileges on a language', quote_ident(l.lanname)
FROM pg_language l
WHERE l.lanacl IS NOT NULL
UNION ALL
SELECT
  'security label of ' || s.provider,
  (pg_identify_object(s.classoid, s.objoid, s.objsubid)).identity
FROM pg_seclabel s
UNION ALL
-- PostgreSQL 17 and later have a constraint for it; PostgreSQL's own names end so.
SELECT 'name or comment of a NOT NULL', format('%I of domain %s', k.conname, k.contypid::regtype)
FROM pg_constraint k
LEFT JOIN pg_description d
  ON d.classoid = 'pg_constraint'::regclass
  AND d.objoid = k.oid
WHERE k.contypid <> 0
  AND k.contype = 'n'
  AND (k.conname !~ '_not_null[0-9]*$' OR d.description IS NOT NULL)
UNION ALL
-- A subscription's oid and connection are for superusers; its name is for everybody.
SELECT 'subscription', quote_ident(s.subname)
FROM pg_subscription s
JOIN pg_database d
  ON d.oid = s.subdbid
WHERE d.datname = current_database()
