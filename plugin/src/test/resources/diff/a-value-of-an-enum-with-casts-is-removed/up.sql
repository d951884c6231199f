DROP CAST (character varying AS public.mood);

DROP CAST (public.mood AS character varying);

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('calm', 'cross');

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

-- warning enum-value-removed: enum mood loses 'gone'; fails if a row has it
--   SELECT mood, count(*) FROM animal WHERE mood::text IN ('gone') GROUP BY mood;
ALTER TABLE animal ALTER COLUMN mood TYPE mood USING mood::text::mood;

DROP TYPE mood_old;

ALTER TABLE animal ADD COLUMN age integer;

-- warning not-null-without-default: animal.mood becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM animal WHERE mood IS NULL;
ALTER TABLE animal ALTER COLUMN mood SET NOT NULL;

-- warning cast-can-fail: animal.name changes from varchar(255) to varchar(100); fails if a value does not fit
--   SELECT count(*) FROM animal WHERE length(name::text) > 100;
ALTER TABLE animal ALTER COLUMN name TYPE varchar(100);

CREATE CAST (character varying AS mood) WITH INOUT AS IMPLICIT;

CREATE CAST (mood AS character varying) WITH INOUT AS IMPLICIT;
