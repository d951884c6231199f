-- One row is an object that cannot be without another one. Objects of extensions stand for their
-- extension; what goes without saying (a column and its table, a key and its columns) is left out.
WITH type_of AS (
  SELECT
    t.oid,
    COALESCE(element.oid, t.oid) AS base
  FROM pg_type t
  LEFT JOIN pg_type element
    ON element.typarray = t.oid
  WHERE t.oid >= 16384
),
-- Without what belongs to an extension. A list of its own: the planner takes a filtered CTE for a short one, and would walk
-- through all of it for each row that it joins.
relation AS (
  SELECT
    'pg_class'::regclass AS catalog,
    c.oid,
    CASE c.relkind
      WHEN 'v' THEN 'view'
      WHEN 'm' THEN 'materialized-view'
      WHEN 'S' THEN 'sequence'
      WHEN 'i' THEN 'index'
      WHEN 'I' THEN 'index'
      WHEN 'c' THEN 'composite-type'
      ELSE 'table'
    END AS kind,
    ARRAY[n.nspname::text, c.relname::text] AS path
  FROM pg_class c
  JOIN pg_namespace n
    ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'I', 'c')
    AND c.oid >= 16384
    AND NOT EXISTS (
      SELECT FROM pg_depend e
      WHERE e.classid = 'pg_class'::regclass
        AND e.objid = c.oid
        AND e.deptype = 'e'
    )
),
-- What keys, foreign keys and indexes go without saying with. They are most of pg_depend, and are left out before it is joined.
stored AS (
  SELECT r.oid
  FROM relation r
  WHERE r.kind IN ('table', 'index', 'sequence')
),
-- Whatever else has a name, though it be an extension's.
anything AS (
  SELECT
    'pg_proc'::regclass AS catalog,
    p.oid,
    CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END AS kind,
    ARRAY[
      n.nspname::text,
      p.proname::text,
      '('
      || CASE
           WHEN p.prokind = 'a' THEN
             COALESCE(NULLIF(pg_get_function_identity_arguments(p.oid), ''), '*')
           ELSE oidvectortypes(p.proargtypes)
         END
      || ')'
    ] AS path
  FROM pg_proc p
  JOIN pg_namespace n
    ON n.oid = p.pronamespace
  WHERE p.oid >= 16384
  UNION ALL
  SELECT
    'pg_type'::regclass,
    t.oid,
    CASE
      WHEN b.typtype = 'e' THEN 'enum'
      WHEN b.typtype = 'd' THEN 'domain'
      WHEN b.typtype IN ('r', 'm') THEN 'range-type'
      WHEN c.relkind = 'c' THEN 'composite-type'
      WHEN c.relkind = 'v' THEN 'view'
      WHEN c.relkind = 'm' THEN 'materialized-view'
      ELSE 'table'
    END,
    ARRAY[n.nspname::text, COALESCE(rt.typname, b.typname)::text]
  FROM type_of t
  JOIN pg_type b
    ON b.oid = t.base
  JOIN pg_namespace n
    ON n.oid = b.typnamespace
  LEFT JOIN pg_class c
    ON c.oid = b.typrelid
  LEFT JOIN pg_range r -- since 14
    ON r.rngmultitypid = b.oid -- since 14
  LEFT JOIN pg_type rt
    ON rt.oid = r.rngtypid -- since 14
    ON FALSE -- before 14
  WHERE b.typtype IN ('e', 'd', 'r', 'm')
    OR b.typtype = 'c'
  UNION ALL
  SELECT 'pg_collation'::regclass, c.oid, 'collation', ARRAY[n.nspname::text, c.collname::text]
  FROM pg_collation c
  JOIN pg_namespace n
    ON n.oid = c.collnamespace
  WHERE c.oid >= 16384
  UNION ALL
  SELECT 'pg_namespace'::regclass, n.oid, 'schema', ARRAY[n.nspname::text]
  FROM pg_namespace n
  WHERE n.oid >= 16384
  UNION ALL
  SELECT
    'pg_statistic_ext'::regclass,
    s.oid,
    'statistics',
    ARRAY[n.nspname::text, s.stxname::text]
  FROM pg_statistic_ext s
  JOIN pg_namespace n
    ON n.oid = s.stxnamespace
  UNION ALL
  SELECT
    'pg_cast'::regclass,
    c.oid,
    'cast',
    ARRAY[format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))]
  FROM pg_cast c
  WHERE c.oid >= 16384
  UNION ALL
  SELECT 'pg_extension'::regclass, x.oid, 'extension', ARRAY[x.extname::text]
  FROM pg_extension x
  UNION ALL
  SELECT 'pg_event_trigger'::regclass, t.oid, 'event-trigger', ARRAY[t.evtname::text]
  FROM pg_event_trigger t
),
-- Without what belongs to an extension, and without the functions that make ranges.
named AS (
  SELECT r.*
  FROM relation r
  UNION ALL
  SELECT o.*
  FROM anything o
  WHERE NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = o.catalog
      AND e.objid = o.oid
      AND (e.deptype = 'e' OR e.deptype = 'i' AND e.classid = 'pg_proc'::regclass)
  )
),
part AS (
  SELECT 'pg_trigger'::regclass AS catalog, t.oid, 'trigger' AS kind, t.tgrelid AS relation, t.tgname::text AS name
  FROM pg_trigger t
  WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'pg_policy'::regclass, p.oid, 'policy', p.polrelid, p.polname::text
  FROM pg_policy p
  UNION ALL
  SELECT 'pg_rewrite'::regclass, r.oid, 'rule', r.ev_class, r.rulename::text
  FROM pg_rewrite r
  WHERE r.rulename <> '_RETURN'
    AND r.oid >= 16384
  UNION ALL
  SELECT
    'pg_constraint'::regclass,
    c.oid,
    CASE c.contype
      WHEN 'p' THEN 'primary-key'
      WHEN 'u' THEN 'unique'
      WHEN 'f' THEN 'foreign-key'
      WHEN 'x' THEN 'exclusion'
      ELSE 'check'
    END,
    c.conrelid,
    c.conname::text
  FROM pg_constraint c
  WHERE c.conrelid <> 0
    AND c.contype <> 'n'
  UNION ALL
  SELECT 'pg_attrdef'::regclass, v.oid, 'column', v.adrelid, a.attname::text
  FROM pg_attrdef v
  JOIN pg_attribute a
    ON a.attrelid = v.adrelid
    AND a.attnum = v.adnum
),
-- What depends, under the name of the object that it is part of.
dependent AS (
  SELECT d.refclassid, d.refobjid, d.refobjsubid, o.kind, o.path
  FROM pg_depend d
  JOIN named o
    ON o.catalog = d.classid
    AND o.oid = d.objid
  WHERE d.deptype IN ('n', 'a')
    AND d.objid >= 16384
    AND o.kind <> 'sequence'
    AND NOT (o.kind = 'table' AND d.refclassid = 'pg_class'::regclass)
    AND NOT (d.refclassid = 'pg_namespace'::regclass AND d.classid <> 'pg_extension'::regclass)
    AND NOT (
      d.classid = 'pg_class'::regclass
      AND d.refclassid = 'pg_class'::regclass
      AND d.refobjid IN (SELECT s.oid FROM stored s)
    )
    AND d.objsubid = 0
    AND NOT (d.classid = 'pg_type'::regclass AND o.kind IN ('table', 'view', 'materialized-view'))
  UNION ALL
  -- The fields of a composite type and the columns of a table.
  SELECT
    d.refclassid,
    d.refobjid,
    d.refobjsubid,
    CASE WHEN o.kind = 'table' THEN 'column' ELSE o.kind END,
    CASE WHEN o.kind = 'table' THEN o.path || a.attname::text ELSE o.path END
  FROM pg_depend d
  JOIN named o
    ON o.catalog = d.classid
    AND o.oid = d.objid
  JOIN pg_attribute a
    ON a.attrelid = d.objid
    AND a.attnum = d.objsubid
  WHERE d.deptype IN ('n', 'a')
    AND d.objid >= 16384
    AND d.classid = 'pg_class'::regclass
    AND d.refclassid <> 'pg_class'::regclass
    AND d.objsubid > 0
  UNION ALL
  SELECT
    d.refclassid,
    d.refobjid,
    d.refobjsubid,
    CASE WHEN r.kind = 'view' AND p.kind = 'column' THEN 'view' ELSE p.kind END,
    CASE WHEN r.kind = 'view' AND p.kind = 'column' THEN r.path ELSE r.path || p.name END
  FROM pg_depend d
  JOIN part p
    ON p.catalog = d.classid
    AND p.oid = d.objid
  JOIN relation r
    ON r.oid = p.relation
  WHERE d.deptype IN ('n', 'a')
    AND d.objid >= 16384
    AND NOT (
      d.classid = 'pg_constraint'::regclass
      AND d.refclassid = 'pg_class'::regclass
      AND d.refobjid IN (SELECT s.oid FROM stored s)
    )
  UNION ALL
  -- A view is its rule.
  SELECT d.refclassid, d.refobjid, d.refobjsubid, r.kind, r.path
  FROM pg_depend d
  JOIN pg_rewrite w
    ON w.oid = d.objid
    AND d.classid = 'pg_rewrite'::regclass
  JOIN relation r
    ON r.oid = w.ev_class
  WHERE w.rulename = '_RETURN'
    AND w.oid >= 16384
    AND d.deptype = 'n'
  UNION ALL
  SELECT d.refclassid, d.refobjid, d.refobjsubid, 'domain', ARRAY[n.nspname::text, t.typname::text]
  FROM pg_depend d
  JOIN pg_constraint c
    ON c.oid = d.objid
    AND d.classid = 'pg_constraint'::regclass
  JOIN pg_type t
    ON t.oid = c.contypid
  JOIN pg_namespace n
    ON n.oid = t.typnamespace
  WHERE d.deptype = 'n'
  UNION ALL
  -- A trigger has a state of its own on a partition.
  SELECT 'pg_class'::regclass, t.tgrelid, 0, 'trigger', r.path || t.tgname::text
  -- OFFSET 0: first the few that have a parent; otherwise the planner searches all triggers of the same name.
  FROM (
    SELECT
      tgrelid,
      tgname,
      tgenabled
    FROM pg_trigger
    WHERE tgparentid <> 0
    OFFSET 0
  ) t
  CROSS JOIN LATERAL pg_partition_ancestors(t.tgrelid) a (relid)
  JOIN pg_trigger p
    ON p.tgrelid = a.relid
    AND p.tgname = t.tgname
    AND p.tgparentid = 0
  JOIN relation r
    ON r.oid = p.tgrelid
  WHERE t.tgenabled <> p.tgenabled
  UNION ALL
  SELECT
    'pg_class'::regclass,
    r.prrelid,
    0,
    'publication',
    ARRAY[p.pubname::text]
  FROM pg_publication_rel r
  JOIN pg_publication p
    ON p.oid = r.prpubid
  UNION ALL
  -- What its column lists and filters are about.
  SELECT d.refclassid, d.refobjid, d.refobjsubid, 'publication', ARRAY[p.pubname::text]
  FROM pg_depend d
  JOIN pg_publication_rel r
    ON r.oid = d.objid
    AND d.classid = 'pg_publication_rel'::regclass
  JOIN pg_publication p
    ON p.oid = r.prpubid
  WHERE d.deptype = 'n'
  UNION ALL -- since 15
  SELECT 'pg_namespace'::regclass, s.pnnspid, 0, 'publication', ARRAY[p.pubname::text] -- since 15
  FROM pg_publication_namespace s -- since 15
  JOIN pg_publication p -- since 15
    ON p.oid = s.pnpubid -- since 15
),
-- What something can depend on. One list, for the planner joins it by a hash: it takes a filtered CTE for a short one, and
-- would walk through it for each row.
used AS (
  SELECT n.catalog, n.oid, n.kind, n.path
  FROM named n
  UNION ALL
  SELECT
    'pg_constraint'::regclass,
    c.oid,
    CASE c.contype WHEN 'p' THEN 'primary-key' ELSE 'unique' END,
    ARRAY[n.nspname::text, r.relname::text, c.conname::text]
  FROM pg_constraint c
  JOIN pg_class r
    ON r.oid = c.conrelid
  JOIN pg_namespace n
    ON n.oid = r.relnamespace
  WHERE c.contype IN ('p', 'u')
    AND r.oid >= 16384
)
SELECT DISTINCT
  d.kind AS user_kind,
  d.path AS user_path,
  CASE
    WHEN x.extname IS NOT NULL THEN 'extension'
    WHEN a.attname IS NOT NULL AND u.kind = 'table' THEN 'column'
    ELSE u.kind
  END AS used_kind,
  CASE
    WHEN x.extname IS NOT NULL THEN ARRAY[x.extname::text]
    WHEN a.attname IS NOT NULL AND u.kind = 'table' THEN u.path || a.attname::text
    ELSE u.path
  END AS used_path
FROM dependent d
LEFT JOIN pg_depend e
  ON e.classid = d.refclassid
  AND e.objid = d.refobjid
  AND e.objsubid = 0
  AND e.deptype = 'e'
LEFT JOIN pg_extension x
  ON x.oid = e.refobjid
LEFT JOIN used u
  ON u.catalog = d.refclassid
  AND u.oid = d.refobjid
LEFT JOIN pg_attribute a
  ON d.refclassid = 'pg_class'::regclass
  AND a.attrelid = d.refobjid
  AND a.attnum = d.refobjsubid
  AND d.refobjsubid > 0
WHERE (x.extname IS NOT NULL OR u.kind IS NOT NULL)
  AND NOT (
    d.kind IN ('column', 'primary-key', 'unique', 'foreign-key', 'check', 'exclusion', 'index')
    AND d.refclassid = 'pg_class'::regclass
    AND COALESCE(u.kind, '') IN ('table', 'index', 'sequence')
  )
  AND NOT (d.refclassid = 'pg_namespace'::regclass AND d.kind NOT IN ('publication', 'extension'))
  AND d.path[1] !~ '^pg_toast'
