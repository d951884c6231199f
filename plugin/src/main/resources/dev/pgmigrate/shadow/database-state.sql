-- One row per statement that gives database {copy} what CREATE DATABASE .. TEMPLATE {original} does not copy: its settings,
-- also those of a role in it, its owner and its privileges. In the order of execution.
WITH original AS (
  SELECT oid, datdba, datacl FROM pg_catalog.pg_database WHERE datname = {original}
),
setting AS (
  SELECT s.setrole, split_part(c.text, '=', 1) AS name, substr(c.text, strpos(c.text, '=') + 1) AS value, c.number
  FROM original o
  JOIN pg_catalog.pg_db_role_setting s ON s.setdatabase = o.oid
  CROSS JOIN unnest(s.setconfig) WITH ORDINALITY AS c (text, number)
),
privilege AS (
  SELECT a.grantee, a.is_grantable, string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) AS names
  FROM original o
  CROSS JOIN pg_catalog.aclexplode(o.datacl) a
  GROUP BY a.grantee, a.is_grantable
),
statement (place, number, text) AS (
  SELECT 1, 0, format('ALTER DATABASE %I OWNER TO %I', {copy}, r.rolname)
  FROM original o
  JOIN pg_catalog.pg_roles r ON r.oid = o.datdba AND r.rolname <> current_user
  UNION ALL
  SELECT 2, 0, format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %I', {copy}, r.rolname)
  FROM original o
  JOIN pg_catalog.pg_roles r ON r.oid = o.datdba
  WHERE o.datacl IS NOT NULL
  UNION ALL
  SELECT
    3,
    0,
    format(
      'GRANT %s ON DATABASE %I TO %s%s',
      p.names,
      {copy},
      CASE WHEN p.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_catalog.pg_get_userbyid(p.grantee)) END,
      CASE WHEN p.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM privilege p
  UNION ALL
  SELECT
    4,
    s.number,
    format(
      '%s SET %I TO %s',
      CASE
        WHEN s.setrole = 0 THEN format('ALTER DATABASE %I', {copy})
        ELSE format('ALTER ROLE %I IN DATABASE %I', pg_catalog.pg_get_userbyid(s.setrole), {copy})
      END,
      s.name,
      -- These are stored as lists of quoted names; each is a literal of its own.
      CASE
        WHEN lower(s.name) IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') THEN (
          SELECT string_agg(quote_literal(coalesce(replace(m.part[1], '""', '"'), m.part[2])), ', ' ORDER BY m.number)
          FROM regexp_matches(s.value, '"((?:[^"]|"")*)"|([^",[:space:]]+)', 'g') WITH ORDINALITY AS m (part, number))
        ELSE quote_literal(s.value)
      END)
  FROM setting s
)
SELECT text FROM statement ORDER BY place, number, text
