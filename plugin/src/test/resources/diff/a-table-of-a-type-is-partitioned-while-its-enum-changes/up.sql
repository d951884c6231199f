LOCK TABLE log;

-- warning new-check-on-existing: fails if a row of log fits no partition of log
--   SELECT count(*) FROM log WHERE (at >= '1' AND at < '100') IS NOT TRUE;
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_moved ON COMMIT DROP AS SELECT state::text, at FROM log;

DROP TABLE log;

ALTER TYPE state RENAME TO state_old;

ALTER TYPE entry RENAME TO entry_old;

CREATE TYPE state AS ENUM ('renamed', 'old');

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

CREATE TYPE entry AS (
  state state,
  at bigint
);

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('entry', 'TYPE', 'entry_old')) n (name, kind, was)
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

-- warning enum-value-removed: enum state loses 'new'; fails if a row has it
DROP TYPE entry_old;

DROP TYPE state_old;

CREATE TABLE log (
  state state,
  at bigint
) PARTITION BY RANGE (at);

CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('1') TO ('100');

INSERT INTO log (state, at) SELECT state::state, at FROM pg_temp.log_moved;
