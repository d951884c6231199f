-- One row is a privilege that differs from what PostgreSQL gives without a word: granted beyond
-- it, or (granted is false) taken away. The grantee is '' for the object's owner.
-- Only public comes with more than acldefault says: initdb lets everybody use it, and before
-- PostgreSQL 15 create in it.
WITH held AS (
  SELECT
    'pg_class' AS catalog,
    c.oid AS object,
    0 AS part,
    c.relowner AS owner,
    c.relacl AS acl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS initial
  FROM pg_class c
  WHERE c.relacl IS NOT NULL
    AND c.relkind IN ('r', 'p', 'S', 'v', 'm')
    AND c.oid >= 16384
  UNION ALL
  SELECT
    'pg_class',
    a.attrelid,
    a.attnum,
    c.relowner,
    a.attacl,
    acldefault('c', c.relowner)
  FROM pg_attribute a
  JOIN pg_class c
    ON c.oid = a.attrelid
  WHERE a.attacl IS NOT NULL
    AND c.oid >= 16384
  UNION ALL
  SELECT
    'pg_type',
    t.oid,
    0,
    t.typowner,
    t.typacl,
    acldefault('T', t.typowner)
  FROM pg_type t
  WHERE t.typacl IS NOT NULL
    AND t.typtype IN ('e', 'd', 'r', 'c')
  UNION ALL
  SELECT
    'pg_proc',
    p.oid,
    0,
    p.proowner,
    p.proacl,
    acldefault('f', p.proowner)
  FROM pg_proc p
  WHERE p.proacl IS NOT NULL
    AND p.oid >= 16384
  UNION ALL
  SELECT
    'pg_namespace',
    n.oid,
    0,
    n.nspowner,
    COALESCE(n.nspacl, acldefault('n', n.nspowner)),
    CASE
      WHEN n.nspname = 'public' THEN
        acldefault('n', n.nspowner)
        || makeaclitem(0, n.nspowner, 'USAGE', FALSE)
        || makeaclitem(0, n.nspowner, 'CREATE', FALSE) -- before 15
      ELSE acldefault('n', n.nspowner)
    END
  FROM pg_namespace n
  WHERE n.nspacl IS NOT NULL
    OR n.nspname = 'public'
),
actual AS (
  SELECT h.catalog, h.object, h.part, h.owner, x.grantee, x.privilege_type, x.is_grantable
  FROM held h
  CROSS JOIN LATERAL aclexplode(h.acl) x
),
expected AS (
  SELECT h.catalog, h.object, h.part, h.owner, x.grantee, x.privilege_type, x.is_grantable
  FROM held h
  CROSS JOIN LATERAL aclexplode(h.initial) x
),
difference AS (
  (SELECT TRUE AS granted, * FROM actual EXCEPT SELECT TRUE, * FROM expected)
  UNION ALL
  (SELECT FALSE, * FROM expected EXCEPT SELECT FALSE, * FROM actual)
)
SELECT
  catalog,
  object,
  part,
  granted,
  CASE grantee
    WHEN 0 THEN 'PUBLIC'
    WHEN owner THEN ''
    ELSE pg_get_userbyid(grantee)::text
  END AS grantee,
  privilege_type AS privilege,
  is_grantable AS grantable
FROM difference
