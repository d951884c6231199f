-- Stop if a trigger, rule, index or default of big is in no revision: it would be lost.
DO $$
DECLARE
  lost text;
BEGIN
  SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
  FROM pg_depend d
  CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (ARRAY['big']::regclass[])
    AND d.deptype = 'a'
    AND i.identity <> ALL (ARRAY[]::text[]);
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
      USING HINT = 'Add them to the migrations, or drop them.';
  END IF;
END
$$;

-- Save the owner, grants, options, comments and labels of big in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('big', 'VIEW')) n (name, kind)
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

-- Save the owner, grants, options, comments and labels of valid in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('valid(text)', 'FUNCTION')) n (name, kind)
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

DROP POLICY own ON item;

ALTER DOMAIN code DROP CONSTRAINT ck_code;

DROP FUNCTION valid(text);

DROP VIEW big;

ALTER TABLE item ALTER COLUMN id DROP DEFAULT;

DROP FUNCTION amount(integer, integer);

CREATE FUNCTION amount(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n $$;

ALTER TABLE item ALTER COLUMN id SET DEFAULT amount(1);

CREATE POLICY own ON item USING (id > amount(0));

CREATE FUNCTION valid(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(value) > 0 $$;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'valid(text)'; END $$;

CREATE VIEW big AS SELECT id FROM item WHERE id > amount(10);

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'big'; END $$;

ALTER DOMAIN code ADD CONSTRAINT ck_code CHECK (valid(VALUE));
