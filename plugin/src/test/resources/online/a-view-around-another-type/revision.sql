-- a view around another type
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- Stop if a trigger, rule, index or default of dear is in no revision: it would be lost.
DO $$
DECLARE
  lost text;
BEGIN
  SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
  FROM pg_depend d
  CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (ARRAY['dear']::regclass[])
    AND d.deptype = 'a'
    AND i.identity <> ALL (ARRAY[]::text[]);
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
      USING HINT = 'Add them to the migrations, or drop them.';
  END IF;
END
$$;

-- Save the owner, grants, options, comments and labels of dear in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('dear', 'VIEW')) n (name, kind)
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

-- warning long-lock: ix_price is dropped and created again in one transaction; nobody can read book until it ends
DROP INDEX ix_price;

DROP VIEW dear;

-- warning long-lock: rewrites all rows while nobody can read book
--   -Dmigrate.widen=book.price fills a second column instead
ALTER TABLE book
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE bigint,
  ALTER COLUMN price SET DEFAULT 1;

CREATE INDEX ix_price ON book (price) WHERE price > 100;

CREATE VIEW dear AS SELECT id, price FROM book WHERE price > 100;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'dear'; END $$;

-- migrate:down
-- Stop if a trigger, rule, index or default of dear is in no revision: it would be lost.
DO $$
DECLARE
  lost text;
BEGIN
  SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
  FROM pg_depend d
  CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (ARRAY['dear']::regclass[])
    AND d.deptype = 'a'
    AND i.identity <> ALL (ARRAY[]::text[]);
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
      USING HINT = 'Add them to the migrations, or drop them.';
  END IF;
END
$$;

-- Save the owner, grants, options, comments and labels of dear in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('dear', 'VIEW')) n (name, kind)
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

-- warning long-lock: ix_price is dropped and created again in one transaction; nobody can read book until it ends
DROP VIEW dear;

DROP INDEX ix_price;

-- warning cast-can-fail: book.price changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM book WHERE price NOT BETWEEN -2147483648 AND 2147483647;
-- warning long-lock: rewrites all rows while nobody can read book
ALTER TABLE book
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE integer,
  ALTER COLUMN price SET DEFAULT 1;

CREATE VIEW dear AS SELECT id, price FROM book WHERE price > 100;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'dear'; END $$;

CREATE INDEX ix_price ON book (price) WHERE price > 100;
