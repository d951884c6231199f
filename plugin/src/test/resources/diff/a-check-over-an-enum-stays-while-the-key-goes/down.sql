-- warning not-null-without-default: person.name becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM person WHERE name IS NULL;
ALTER TABLE person ALTER COLUMN name SET NOT NULL;

-- warning new-unique-on-existing: fails if two rows of person have the same name and mood
--   SELECT name, mood, count(*) FROM person GROUP BY name, mood HAVING count(*) > 1;
ALTER TABLE person ADD CONSTRAINT person_pkey PRIMARY KEY (name, mood);

-- next step

ALTER TABLE person DROP CONSTRAINT moods_known;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('sad', 'happy');

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

-- warning enum-value-removed: enum mood loses 'calm'; fails if a row has it
--   SELECT mood, count(*) FROM person WHERE mood::text IN ('calm') GROUP BY mood;
--   SELECT was, count(*) FROM person WHERE was::text IN ('calm') GROUP BY was;
ALTER TABLE person
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN was TYPE mood USING was::text::mood;

DROP TYPE mood_old;

-- warning new-check-on-existing: fails if a row of person does not meet the check
--   SELECT count(*) FROM person WHERE NOT (num_nulls(mood, was) < 2);
ALTER TABLE person ADD CONSTRAINT moods_known CHECK (num_nulls(mood, was) < 2);
