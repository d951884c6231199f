-- Keep the owner, grants, comments and labels that this database has for other.
DO $$
BEGIN
  PERFORM set_config(
    'migrate.kept',
    (
      COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
      || jsonb_object_agg(k.name, k.sql)
    )::text,
    true
  )
  FROM (
    SELECT s.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (
      WITH object AS (
        SELECT n.name, 'ROUTINE' AS word, 'pg_proc'::regclass AS catalog, o.oid, o.proowner AS owner,
          COALESCE(o.proacl, acldefault('f', o.proowner)) AS acl
        FROM (VALUES ('other(integer)', 'other(integer)')) n (name, was)
        JOIN pg_proc o ON o.oid = n.was::regprocedure
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
    GROUP BY s.name
  ) k;
END
$$;

ALTER TABLE t DROP COLUMN d;

CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n * 2 $$;

DROP AGGREGATE total(integer);

DROP PROCEDURE sweep(integer);

ALTER TABLE t DROP CONSTRAINT ck_a;

DROP INDEX ix_a;

ALTER TABLE t DROP COLUMN g;

DROP FUNCTION other(integer);

DROP FUNCTION fresh(text);

CREATE FUNCTION other(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'other(integer)'; END $$;

ALTER TABLE t ADD COLUMN g integer GENERATED ALWAYS AS (other(a)) STORED;

CREATE FUNCTION gone() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;

CREATE INDEX ix_a ON t (other(a));

ALTER TABLE t ADD CONSTRAINT ck_a CHECK (other(a) > 0);
