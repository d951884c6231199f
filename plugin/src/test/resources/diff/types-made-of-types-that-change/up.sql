ALTER TYPE size ADD VALUE 'xs' BEFORE 's';

ALTER TYPE size ADD VALUE 'l';

-- next step

-- Stop if a trigger, rule, index or default of named is in no revision: it would be lost.
DO $$
DECLARE
  lost text;
BEGIN
  SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
  FROM pg_depend d
  CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (ARRAY['named']::regclass[])
    AND d.deptype = 'a'
    AND i.identity <> ALL (ARRAY[]::text[]);
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
      USING HINT = 'Add them to the migrations, or drop them.';
  END IF;
END
$$;

-- Save the owner, grants, options, comments and labels of named in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('named', 'VIEW')) n (name, kind)
    JOIN pg_class o ON o.oid = n.name::regclass
    CROSS JOIN LATERAL (
      SELECT 1, format('ALTER %s %s OWNER TO %s', n.kind, n.name, o.relowner::regrole)
      UNION ALL
      -- Default privileges may have granted more on the new object.
      SELECT 2, format('REVOKE ALL ON TABLE %s FROM %s', n.name, COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (SELECT acldefault('r', o.relowner) UNION SELECT d.defaclacl FROM pg_default_acl d) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.grantee <> o.relowner
      UNION ALL
      SELECT 3, format('GRANT %s%s ON TABLE %s TO %s%s', x.privilege_type, a.columns, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM (
        SELECT '', o.relacl
        UNION ALL
        SELECT format(' (%I)', c.attname), c.attacl FROM pg_attribute c WHERE c.attrelid = o.oid
      ) a (columns, acl)
      CROSS JOIN aclexplode(a.acl) x
      UNION ALL
      SELECT 4, format('COMMENT ON %s %s IS ', n.kind, n.name) || quote_literal(obj_description(o.oid, 'pg_class'))
      UNION ALL
      SELECT 4, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, n.kind, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('pg_class'::regclass, o.oid, 0)
      UNION ALL
      SELECT 4, format('COMMENT ON COLUMN %s.%I IS ', n.name, c.attname) || quote_literal(col_description(o.oid, c.attnum))
      FROM pg_attribute c
      WHERE c.attrelid = o.oid
      UNION ALL
      SELECT 4, format('ALTER %s %s SET (%s)', n.kind, n.name, array_to_string(o.reloptions, ', '))
      WHERE o.reloptions IS NOT NULL
    ) s (turn, sql)
    GROUP BY n.name
  ) k;
END
$$;

-- Save the owner, grants, options, comments and labels of other in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('other(public.code)', 'FUNCTION')) n (name, kind)
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

DROP INDEX part_code;

DROP VIEW named;

DROP FUNCTION other(public.code);

ALTER COLLATION names RENAME TO names_old;

ALTER TYPE spot RENAME TO spot_old;

ALTER DOMAIN code RENAME TO code_old;

ALTER DOMAIN short_code RENAME TO short_code_old;

CREATE COLLATION names (provider = icu, locale = 'sv');

CREATE TYPE spot AS (
  x bigint,
  y bigint
);

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('spot', 'TYPE', 'spot_old')) n (name, kind, was)
    JOIN pg_type o ON o.oid = n.was::regtype
    CROSS JOIN LATERAL (
      SELECT 1, format('ALTER %s %s OWNER TO %s', n.kind, n.name, o.typowner::regrole)
      UNION ALL
      -- Default privileges may have granted more on the new object.
      SELECT 2, format('REVOKE ALL ON TYPE %s FROM %s', n.name, COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (SELECT acldefault('T', o.typowner) UNION SELECT d.defaclacl FROM pg_default_acl d) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.grantee <> o.typowner
      UNION ALL
      SELECT 3, format('GRANT %s ON TYPE %s TO %s%s', x.privilege_type, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM aclexplode(COALESCE(o.typacl, acldefault('T', o.typowner))) x
      UNION ALL
      SELECT 4, format('COMMENT ON %s %s IS ', n.kind, n.name) || quote_literal(obj_description(o.oid, 'pg_type'))
      UNION ALL
      SELECT 4, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, n.kind, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('pg_type'::regclass, o.oid, 0)
    ) s (turn, sql)
  ), '');
END
$$;

COMMENT ON TYPE spot IS NULL;

CREATE DOMAIN code AS varchar(20);

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('code', 'DOMAIN', 'code_old')) n (name, kind, was)
    JOIN pg_type o ON o.oid = n.was::regtype
    CROSS JOIN LATERAL (
      SELECT 1, format('ALTER %s %s OWNER TO %s', n.kind, n.name, o.typowner::regrole)
      UNION ALL
      -- Default privileges may have granted more on the new object.
      SELECT 2, format('REVOKE ALL ON TYPE %s FROM %s', n.name, COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (SELECT acldefault('T', o.typowner) UNION SELECT d.defaclacl FROM pg_default_acl d) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.grantee <> o.typowner
      UNION ALL
      SELECT 3, format('GRANT %s ON TYPE %s TO %s%s', x.privilege_type, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM aclexplode(COALESCE(o.typacl, acldefault('T', o.typowner))) x
      UNION ALL
      SELECT 4, format('COMMENT ON %s %s IS ', n.kind, n.name) || quote_literal(obj_description(o.oid, 'pg_type'))
      UNION ALL
      SELECT 4, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, n.kind, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('pg_type'::regclass, o.oid, 0)
    ) s (turn, sql)
  ), '');
END
$$;

CREATE DOMAIN short_code AS code
  CONSTRAINT short_code_check CHECK (length(VALUE) < 8);

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('short_code', 'DOMAIN', 'short_code_old')) n (name, kind, was)
    JOIN pg_type o ON o.oid = n.was::regtype
    CROSS JOIN LATERAL (
      SELECT 1, format('ALTER %s %s OWNER TO %s', n.kind, n.name, o.typowner::regrole)
      UNION ALL
      -- Default privileges may have granted more on the new object.
      SELECT 2, format('REVOKE ALL ON TYPE %s FROM %s', n.name, COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (SELECT acldefault('T', o.typowner) UNION SELECT d.defaclacl FROM pg_default_acl d) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.grantee <> o.typowner
      UNION ALL
      SELECT 3, format('GRANT %s ON TYPE %s TO %s%s', x.privilege_type, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM aclexplode(COALESCE(o.typacl, acldefault('T', o.typowner))) x
      UNION ALL
      SELECT 4, format('COMMENT ON %s %s IS ', n.kind, n.name) || quote_literal(obj_description(o.oid, 'pg_type'))
      UNION ALL
      SELECT 4, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, n.kind, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('pg_type'::regclass, o.oid, 0)
    ) s (turn, sql)
  ), '');
END
$$;

COMMENT ON DOMAIN short_code IS 'kept';

ALTER TABLE part
  ALTER COLUMN code DROP DEFAULT,
  ALTER COLUMN code TYPE short_code USING code::text,
  ALTER COLUMN code SET DEFAULT 'none',
  ALTER COLUMN name TYPE text COLLATE names,
  ALTER COLUMN others TYPE code[] USING others::text[],
  ALTER COLUMN places TYPE spot[] USING places::text[]::spot[];

DROP DOMAIN short_code_old;

DROP DOMAIN code_old;

DROP TYPE spot_old;

DROP COLLATION names_old;

CREATE INDEX part_code ON part (code) WHERE code <> 'none';

CREATE VIEW named AS SELECT code, name, crate FROM part;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'named'; END $$;

CREATE FUNCTION other(code) RETURNS code LANGUAGE sql IMMUTABLE AS 'SELECT $1';

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'other(public.code)'; END $$;
