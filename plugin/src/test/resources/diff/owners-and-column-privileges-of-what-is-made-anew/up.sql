-- Keep the owner, grants, comments and labels that this database has for shop, total.
DO $$
DECLARE
  lost text;
BEGIN
  SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
  FROM pg_depend d
  CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (ARRAY['shop']::regclass[])
    AND d.deptype = 'a'
    AND i.identity <> ALL (ARRAY[]::text[]);
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
      USING HINT = 'Add them to the migrations, or drop them.';
  END IF;
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
        SELECT n.name, 'TABLE' AS word, 'pg_class'::regclass AS catalog, o.oid, o.relowner AS owner,
          COALESCE(o.relacl, acldefault('r', o.relowner)) AS acl
        FROM (VALUES ('shop', 'shop')) n (name, was)
        JOIN pg_class o ON o.oid = n.was::regclass
        UNION ALL
        SELECT n.name, 'ROUTINE' AS word, 'pg_proc'::regclass AS catalog, o.oid, o.proowner AS owner,
          COALESCE(o.proacl, acldefault('f', o.proowner)) AS acl
        FROM (VALUES ('total()', 'total()')) n (name, was)
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
      SELECT o.name, 4, format('GRANT %s (%I) ON %s TO %s%s', x.privilege_type, a.attname, o.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'),
        CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM object o
      JOIN pg_attribute a ON o.word = 'TABLE' AND a.attrelid = o.oid
      CROSS JOIN aclexplode(a.attacl) x
      UNION ALL
      SELECT o.name, 5, format('%s ON %s IS %L', w.command, CASE
          WHEN a.attname IS NOT NULL THEN format('COLUMN %s.%I', o.name, a.attname)
          WHEN o.word = 'TABLE' THEN (pg_identify_object(o.catalog, o.oid, 0)).type || ' ' || o.name
          ELSE o.word || ' ' || o.name
        END, w.words)
      FROM object o
      JOIN (
        SELECT 'COMMENT', d.classoid, d.objoid, d.objsubid, d.description
        FROM pg_description d
        UNION ALL
        SELECT format('SECURITY LABEL FOR %I', l.provider), l.classoid, l.objoid, l.objsubid, l.label
        FROM pg_seclabel l
      ) w (command, classoid, objoid, objsubid, words) ON w.classoid = o.catalog AND w.objoid = o.oid
      LEFT JOIN pg_attribute a ON o.word = 'TABLE' AND a.attrelid = o.oid AND a.attnum = w.objsubid
    ) s
    GROUP BY s.name
  ) k;
END
$$;

DROP VIEW shop;

DROP FUNCTION total();

ALTER TABLE item ALTER COLUMN price TYPE bigint;

CREATE VIEW shop AS
 SELECT id,
    price
   FROM item;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'shop'; END $$;

ALTER VIEW shop OWNER TO golden_keeper;

GRANT SELECT (price) ON shop TO golden_clerk;

CREATE FUNCTION total()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (sum(item.price))::bigint AS sum
    FROM item;
END;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'total()'; END $$;

ALTER FUNCTION total() OWNER TO golden_keeper;

GRANT EXECUTE ON FUNCTION total() TO golden_clerk;

REVOKE EXECUTE ON FUNCTION total() FROM PUBLIC;
