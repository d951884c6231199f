-- One row is a privilege that objects of a kind get when a role makes them, because of ALTER
-- DEFAULT PRIVILEGES; or (granted is false) one that they do not get, though PostgreSQL gives it.
-- The grantee is '' for the object's owner.
WITH held AS (
  SELECT
    a.defaclrole AS owner,
    a.defaclobjtype AS kind,
    n.nspname AS namespace,
    a.defaclacl AS acl,
    CASE WHEN a.defaclnamespace = 0 THEN acldefault(
      CASE a.defaclobjtype WHEN 'S' THEN 's' ELSE a.defaclobjtype END::"char",
      a.defaclrole
    ) END AS initial
  FROM pg_default_acl a
  LEFT JOIN pg_namespace n
    ON n.oid = a.defaclnamespace
),
actual AS (
  SELECT h.owner, h.kind, h.namespace, x.grantee, x.privilege_type, x.is_grantable
  FROM held h
  CROSS JOIN LATERAL aclexplode(h.acl) x
),
expected AS (
  SELECT h.owner, h.kind, h.namespace, x.grantee, x.privilege_type, x.is_grantable
  FROM held h
  CROSS JOIN LATERAL aclexplode(h.initial) x
),
difference AS (
  (SELECT TRUE AS granted, * FROM actual EXCEPT SELECT TRUE, * FROM expected)
  UNION ALL
  (SELECT FALSE, * FROM expected EXCEPT SELECT FALSE, * FROM actual)
)
SELECT
  pg_get_userbyid(owner)::text AS owner,
  kind::text AS kind,
  namespace::text AS namespace,
  granted,
  CASE grantee
    WHEN 0 THEN 'PUBLIC'
    WHEN owner THEN ''
    ELSE pg_get_userbyid(grantee)::text
  END AS grantee,
  privilege_type AS privilege,
  is_grantable AS grantable
FROM difference
