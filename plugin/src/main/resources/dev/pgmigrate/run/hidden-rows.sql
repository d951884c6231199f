-- One row is a table that statements with these words read or write, and whose policies apply to the
-- role that PostgreSQL checks them for: the current one, or the owner of a view or function between.
-- A constant is deparsed without its table, which would be locked for it.
WITH RECURSIVE said AS (
  SELECT ?::text[]::name[]::text[] AS words, ?::text AS namespace, ?::text[] AS called
),
-- Only asked where there is a row to tell.
unseen AS (
{unseen}
),
touched AS (
  SELECT
    c.oid,
    r.oid AS role,
    NULL::oid AS via
  FROM said s
  JOIN pg_catalog.pg_class c
    ON c.relname = ANY (s.words)
    AND c.relkind IN ('r', 'p', 'v', 'm')
  JOIN pg_catalog.pg_namespace n
    ON n.oid = c.relnamespace
    AND (n.nspname = s.namespace OR n.nspname = ANY (s.words))
  JOIN pg_catalog.pg_roles r
    ON r.rolname = current_user
  UNION
  SELECT
    next.oid,
    next.role,
    t.oid
  FROM touched t
  CROSS JOIN said s
  JOIN pg_catalog.pg_class c
    ON c.oid = t.oid
  CROSS JOIN LATERAL (
    -- What a view shows is checked for its owner.
    SELECT
      d.refobjid AS oid,
      CASE
        WHEN c.reloptions && '{security_invoker=true,security_invoker=on,security_invoker=1,security_invoker=yes}' THEN t.role
        ELSE c.relowner
      END AS role
    FROM pg_catalog.pg_rewrite w
    JOIN pg_catalog.pg_depend d
      ON d.classid = 'pg_catalog.pg_rewrite'::regclass
      AND d.objid = w.oid
      AND d.refclassid = 'pg_catalog.pg_class'::regclass
      AND d.refobjid <> c.oid
    WHERE w.ev_class = c.oid
      AND (c.relkind = 'v' OR c.relkind = 'm' AND 'refresh' = ANY (s.words))
    UNION ALL
    -- What a trigger's function names.
    SELECT
      m.oid,
      CASE WHEN p.prosecdef THEN p.proowner ELSE t.role END
    FROM pg_catalog.pg_trigger g
    JOIN pg_catalog.pg_proc p
      ON p.oid = g.tgfoid
    CROSS JOIN LATERAL regexp_split_to_table(p.prosrc || ' ' || lower(p.prosrc), '[^\w$]+') AS word
    JOIN pg_catalog.pg_class m
      ON m.relname = word::name
      AND m.relkind IN ('r', 'p', 'v', 'm')
    WHERE g.tgrelid = c.oid
      AND NOT g.tgisinternal
    UNION ALL
    -- VALIDATE CONSTRAINT of a foreign key names one table of two.
    SELECT
      k.confrelid,
      t.role
    FROM pg_catalog.pg_constraint k
    WHERE k.conrelid = c.oid
      AND k.contype = 'f'
      AND k.conname = ANY (s.words)
  ) AS next
)
SELECT DISTINCT ON (name, role)
  format('%I.%I', n.nspname, c.relname) AS name,
  r.rolname AS role,
  CASE WHEN t.via <> t.oid THEN (SELECT v.relname FROM pg_catalog.pg_class v WHERE v.oid = t.via) END AS via,
  pg_catalog.pg_has_role(r.oid, c.relowner, 'USAGE') AS owned,
  EXISTS (
    SELECT
    FROM pg_catalog.pg_constraint k
    WHERE k.contype = 'f'
      AND c.oid IN (k.conrelid, k.confrelid)
  ) AS keyed,
  policies.restrictive IS NULL AND policies.commands @> '{r,a,w,d}' AND NOT EXISTS (SELECT FROM unseen) AS shown,
  (SELECT u.name FROM unseen u) AS calls,
  COALESCE(policies.restrictive, '{}') AS restrictive
FROM touched t
JOIN pg_catalog.pg_class c
  ON c.oid = t.oid
JOIN pg_catalog.pg_namespace n
  ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles r
  ON r.oid = t.role
CROSS JOIN LATERAL (
  -- Permissive policies are joined with OR: an unconditional one of each command shows every row.
  SELECT
    array_agg(DISTINCT p.name) FILTER (WHERE NOT p.polpermissive AND NOT (p.reads AND p.writes)) AS restrictive,
    array_agg(DISTINCT m.command) FILTER (
      WHERE p.polpermissive
        AND (m.command = 'a' OR p.reads)
        AND (m.command IN ('r', 'd') OR p.writes)
    ) AS commands
  FROM (
    SELECT
      quote_ident(p.polname) AS name,
      p.polcmd,
      p.polpermissive,
      CASE
        WHEN p.polcmd = 'a' THEN TRUE
        WHEN p.polqual::text LIKE '{CONST %' THEN pg_catalog.pg_get_expr(p.polqual, 0) = 'true'
        ELSE FALSE
      END AS reads,
      CASE
        WHEN COALESCE(p.polwithcheck, p.polqual)::text LIKE '{CONST %' THEN
          pg_catalog.pg_get_expr(COALESCE(p.polwithcheck, p.polqual), 0) = 'true'
        ELSE FALSE
      END AS writes
    FROM pg_catalog.pg_policy p
    WHERE p.polrelid = c.oid
      AND EXISTS (
        SELECT
        FROM unnest(p.polroles) AS o(role)
        WHERE o.role = 0
          OR pg_catalog.pg_has_role(r.oid, o.role, 'USAGE')
      )
  ) AS p
  JOIN unnest('{r,a,w,d}'::text[]) AS m(command)
    ON p.polcmd IN ('*', m.command::"char")
) AS policies
WHERE c.relrowsecurity
  AND NOT r.rolsuper
  AND NOT r.rolbypassrls
  AND (c.relforcerowsecurity OR NOT pg_catalog.pg_has_role(r.oid, c.relowner, 'USAGE'))
ORDER BY name, role, via NULLS FIRST
