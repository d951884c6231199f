-- a value of an enum and its first use
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TYPE state ADD VALUE 'draft' BEFORE 'new';

-- migrate:up
ALTER TABLE author ADD COLUMN state state DEFAULT 'draft' NOT NULL;

-- migrate:up
-- warning server-default: the default changes from 'new' to 'draft'; existing rows keep their values
ALTER TABLE book ALTER COLUMN state SET DEFAULT 'draft';

-- migrate:down
ALTER TABLE book ALTER COLUMN state SET DEFAULT 'new';

-- migrate:down
ALTER TABLE author DROP COLUMN state;

-- migrate:down
ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('new', 'old');

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('state', 'TYPE', 'state_old')) n (name, kind, was)
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

-- warning enum-value-removed: enum state loses 'draft'; fails if a row has it
--   SELECT state, count(*) FROM book WHERE state::text IN ('draft') GROUP BY state;
-- warning long-lock: rewrites all rows while nobody can read book
ALTER TABLE book
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE state USING state::text::state,
  ALTER COLUMN state SET DEFAULT 'new';

DROP TYPE state_old;
