LOCK TABLE reading;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE early_moved ON COMMIT DROP AS SELECT at, code::text, part::text, spot, mood::text FROM early WHERE (at >= 0 AND at < 10) IS NOT TRUE;

DELETE FROM early WHERE (at >= 0 AND at < 10) IS NOT TRUE;

ALTER TABLE reading DETACH PARTITION late;

ALTER TABLE reading DETACH PARTITION early;

ALTER TABLE reading ATTACH PARTITION late FOR VALUES FROM (10) TO (30);

ALTER TABLE reading ATTACH PARTITION early FOR VALUES FROM (0) TO (10);

INSERT INTO reading (at, code, part, spot, mood) SELECT at, code, part::part, spot, mood::mood FROM pg_temp.early_moved;

LOCK TABLE log;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_rest_moved ON COMMIT DROP AS SELECT at, codes::text[], CASE WHEN part IS DISTINCT FROM NULL THEN ROW((part).a, (part).code)::text END AS part, spot, mood::text FROM log_rest;

ALTER TABLE log DETACH PARTITION log_rest;

DROP TABLE log_rest;

DROP TABLE log;

ALTER DOMAIN code RENAME TO code_old;

ALTER TYPE part RENAME TO part_old;

CREATE DOMAIN code AS varchar(10);

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

CREATE TYPE part AS (
  a integer,
  code code
);

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('part', 'TYPE', 'part_old')) n (name, kind, was)
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

-- warning cast-can-fail: part.a becomes integer; fails if a value does not fit
ALTER TABLE reading
  ALTER COLUMN code TYPE code USING code::text,
  ALTER COLUMN part TYPE part USING CASE WHEN part IS DISTINCT FROM NULL THEN ROW((part).a, (part).code)::text::part END;

DROP TYPE part_old;

DROP DOMAIN code_old;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('low', 'middle', 'high');

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('mood', 'TYPE', 'mood_old')) n (name, kind, was)
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

ALTER TABLE reading ALTER COLUMN mood TYPE mood USING mood::text::mood;

DROP TYPE mood_old;

ALTER TYPE spot DROP ATTRIBUTE y;

CREATE TABLE log (
  at integer NOT NULL,
  codes code[],
  part part,
  spot spot,
  mood mood
);

INSERT INTO log (at, codes, part, spot, mood) SELECT at, codes, part::part, spot, mood::mood FROM pg_temp.log_rest_moved;
