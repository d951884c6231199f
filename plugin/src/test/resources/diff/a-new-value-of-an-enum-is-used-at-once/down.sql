DROP POLICY only_happy ON person;

DROP FUNCTION glad();

DROP VIEW happy;

ALTER TABLE person DROP CONSTRAINT calm;

DROP INDEX glad;

ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'ok';

ALTER TABLE person DROP COLUMN was;

DROP DOMAIN merry;

-- next step

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('ok', 'sad');

-- Take over the owner, grants, comments and labels that the type has in this database.
DO $$
DECLARE
  kept text;
BEGIN
  FOR kept IN
    SELECT s.sql
    FROM (
      WITH object AS (
        SELECT n.name, 'TYPE' AS word, 'pg_type'::regclass AS catalog, o.oid, o.typowner AS owner,
          COALESCE(o.typacl, acldefault('T', o.typowner)) AS acl
        FROM (VALUES ('mood', 'mood_old')) n (name, was)
        JOIN pg_type o ON o.oid = n.was::regtype
      )
      SELECT o.name, 1 AS turn, format('ALTER %s %s OWNER TO %s', o.word, o.name, o.owner::regrole) AS sql
      FROM object o
      WHERE pg_get_userbyid(o.owner) <> current_user
      UNION ALL
      -- Default privileges may have given a new object more.
      SELECT o.name, 2, format('REVOKE ALL ON %s %s FROM %s', o.word, o.name, r.role)
      FROM object o
      CROSS JOIN (
        SELECT 'PUBLIC'
        UNION
        SELECT x.grantee::regrole::text
        FROM pg_default_acl d
        CROSS JOIN aclexplode(d.defaclacl) x
        WHERE pg_get_userbyid(d.defaclrole) = current_user
          AND x.grantee <> 0
      ) r (role)
      UNION ALL
      SELECT o.name, 3, format('GRANT %s ON %s %s TO %s%s', x.privilege_type, o.word, o.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'),
        CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM object o
      CROSS JOIN aclexplode(o.acl) x
      UNION ALL
      SELECT o.name, 5, format('%s ON %s IS %L', w.command, o.word || ' ' || o.name, w.words)
      FROM object o
      JOIN (
        SELECT 'COMMENT', d.classoid, d.objoid, d.objsubid, d.description
        FROM pg_description d
        UNION ALL
        SELECT format('SECURITY LABEL FOR %I', l.provider), l.classoid, l.objoid, l.objsubid, l.label
        FROM pg_seclabel l
      ) w (command, classoid, objoid, objsubid, words) ON w.classoid = o.catalog AND w.objoid = o.oid AND w.objsubid = 0
    ) s
    ORDER BY s.turn
  LOOP
    EXECUTE kept;
  END LOOP;
END
$$;

ALTER TABLE person
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN mood SET DEFAULT 'ok';

DROP TYPE mood_old;
