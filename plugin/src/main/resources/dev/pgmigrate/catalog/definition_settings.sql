-- One row is a state of a definition that CREATE cannot give, with the statement that brings it
-- about and the one that brings the default back. Read twice, as definitions.sql.
SELECT
  'pg_trigger' AS catalog,
  t.oid,
  'enabled' AS aspect,
  format(
    'ALTER TABLE %s %s TRIGGER %I',
    t.tgrelid::regclass,
    CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
    t.tgname
  ) AS set_sql,
  format('ALTER TABLE %s ENABLE TRIGGER %I', t.tgrelid::regclass, t.tgname) AS reset_sql
FROM pg_trigger t
WHERE NOT t.tgisinternal
  AND t.tgparentid = 0
  AND t.tgenabled <> 'O'
UNION ALL
-- A trigger of a partitioned table that is in another state on one of the partitions.
SELECT
  'pg_trigger',
  p.oid,
  format('enabled on %I.%I', n.nspname, r.relname),
  format(
    'ALTER TABLE %s %s TRIGGER %I',
    t.tgrelid::regclass,
    CASE t.tgenabled
      WHEN 'D' THEN 'DISABLE'
      WHEN 'R' THEN 'ENABLE REPLICA'
      WHEN 'A' THEN 'ENABLE ALWAYS'
      ELSE 'ENABLE'
    END,
    t.tgname
  ),
  format(
    'ALTER TABLE %s %s TRIGGER %I',
    t.tgrelid::regclass,
    CASE p.tgenabled
      WHEN 'D' THEN 'DISABLE'
      WHEN 'R' THEN 'ENABLE REPLICA'
      WHEN 'A' THEN 'ENABLE ALWAYS'
      ELSE 'ENABLE'
    END,
    t.tgname
  )
FROM pg_trigger t
CROSS JOIN LATERAL pg_partition_ancestors(t.tgrelid) a (relid)
JOIN pg_trigger p
  ON p.tgrelid = a.relid
  AND p.tgname = t.tgname
  AND p.tgparentid = 0
JOIN pg_class r
  ON r.oid = t.tgrelid
JOIN pg_namespace n
  ON n.oid = r.relnamespace
WHERE NOT t.tgisinternal
  AND t.tgparentid <> 0
  AND t.tgenabled <> p.tgenabled
UNION ALL
SELECT
  'pg_rewrite',
  r.oid,
  'enabled',
  format(
    'ALTER TABLE %s %s RULE %I',
    r.ev_class::regclass,
    CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
    r.rulename
  ),
  format('ALTER TABLE %s ENABLE RULE %I', r.ev_class::regclass, r.rulename)
FROM pg_rewrite r
WHERE r.rulename <> '_RETURN'
  AND r.ev_enabled <> 'O'
UNION ALL
SELECT
  'pg_event_trigger',
  t.oid,
  'enabled',
  format(
    'ALTER EVENT TRIGGER %I %s',
    t.evtname,
    CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END
  ),
  format('ALTER EVENT TRIGGER %I ENABLE', t.evtname)
FROM pg_event_trigger t
WHERE t.evtenabled <> 'O'
UNION ALL
SELECT
  'pg_statistic_ext',
  s.oid,
  'target',
  format(
    'ALTER STATISTICS %I.%I SET STATISTICS %s',
    n.nspname,
    s.stxname,
    s.stxstattarget
  ),
  format('ALTER STATISTICS %I.%I SET STATISTICS -1', n.nspname, s.stxname)
FROM pg_statistic_ext s
JOIN pg_namespace n
  ON n.oid = s.stxnamespace
WHERE s.stxstattarget <> -1
UNION ALL
SELECT
  'pg_class',
  c.oid,
  'default:' || CASE WHEN a.attname ~ '^[a-z_]+$' THEN a.attname::text ELSE a.attnum::text END,
  format(
    'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s',
    c.oid::regclass,
    a.attname,
    pg_get_expr(v.adbin, v.adrelid)
  ),
  format('ALTER VIEW %s ALTER COLUMN %I DROP DEFAULT', c.oid::regclass, a.attname)
FROM pg_class c
JOIN pg_attribute a
  ON a.attrelid = c.oid
JOIN pg_attrdef v
  ON v.adrelid = c.oid
  AND v.adnum = a.attnum
WHERE c.relkind = 'v'
