-- Save the owner, grants, options, comments and labels of other in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('other(integer)', 'FUNCTION')) n (name, kind)
    JOIN pg_proc o ON o.oid = n.name::regprocedure
    CROSS JOIN LATERAL (
      SELECT 1, format('ALTER %s %s OWNER TO %s', n.kind, n.name, o.proowner::regrole)
      UNION ALL
      -- Default privileges may have granted more on the new object.
      SELECT 2, format('REVOKE ALL ON ROUTINE %s FROM %s', n.name, COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (SELECT acldefault('f', o.proowner) UNION SELECT d.defaclacl FROM pg_default_acl d) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.grantee <> o.proowner
      UNION ALL
      SELECT 3, format('GRANT %s ON ROUTINE %s TO %s%s', x.privilege_type, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM aclexplode(COALESCE(o.proacl, acldefault('f', o.proowner))) x
      UNION ALL
      SELECT 4, format('COMMENT ON %s %s IS ', n.kind, n.name) || quote_literal(obj_description(o.oid, 'pg_proc'))
      UNION ALL
      SELECT 4, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, n.kind, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('pg_proc'::regclass, o.oid, 0)
    ) s (turn, sql)
    GROUP BY n.name
  ) k;
END
$$;

ALTER TABLE t DROP CONSTRAINT ck_a;

DROP INDEX ix_a;

DROP FUNCTION gone();

ALTER TABLE t DROP COLUMN g;

DROP FUNCTION other(integer);

CREATE FUNCTION fresh(x text DEFAULT 'it''s') RETURNS text LANGUAGE sql AS $$ SELECT x $$;

COMMENT ON FUNCTION fresh(text) IS 'new here';

REVOKE EXECUTE ON FUNCTION fresh(text) FROM PUBLIC;

CREATE FUNCTION other(b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT b $$;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'other(integer)'; END $$;

ALTER TABLE t ADD COLUMN g integer GENERATED ALWAYS AS (other(a)) STORED;

CREATE INDEX ix_a ON t (other(a));

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (other(a) > 0);
ALTER TABLE t ADD CONSTRAINT ck_a CHECK (other(a) > 0);

CREATE PROCEDURE sweep(days integer) LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;

CREATE AGGREGATE total(integer) (
  SFUNC = int4pl,
  STYPE = integer,
  INITCOND = '0'
);

CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n + n $$;

ALTER TABLE t ADD COLUMN d integer DEFAULT twice(2);
