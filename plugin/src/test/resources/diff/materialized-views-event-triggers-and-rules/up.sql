-- Stop if a trigger, rule, index or default of by_day is in no revision: it would be lost.
DO $$
DECLARE
  lost text;
BEGIN
  SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
  FROM pg_depend d
  CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (ARRAY['by_day']::regclass[])
    AND d.deptype = 'a'
    AND i.identity <> ALL (ARRAY[]::text[]);
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
      USING HINT = 'Add them to the migrations, or drop them.';
  END IF;
END
$$;

-- Save the owner, grants, options, comments and labels of by_day in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('by_day', 'MATERIALIZED VIEW')) n (name, kind)
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

DROP MATERIALIZED VIEW by_day;

DROP MATERIALIZED VIEW gone;

DROP EVENT TRIGGER watched;

DROP PUBLICATION feed;

CREATE MATERIALIZED VIEW by_day AS
SELECT day, sum(amount) AS total, count(*) AS sales
FROM sale
GROUP BY day;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'by_day'; END $$;

COMMENT ON MATERIALIZED VIEW by_day IS 'refreshed every night';

COMMENT ON COLUMN by_day.total IS 'in cents';

GRANT SELECT ON by_day TO analyst;

CREATE UNIQUE INDEX uq_by_day ON by_day USING btree (day);

CREATE MATERIALIZED VIEW empty_yet AS SELECT id FROM sale WITH NO DATA;

CREATE RULE no_delete AS ON DELETE TO sale DO INSTEAD NOTHING;

CREATE EVENT TRIGGER dropped
  ON sql_drop
  EXECUTE FUNCTION watch();

ALTER EVENT TRIGGER dropped DISABLE;

CREATE EVENT TRIGGER watched
  ON ddl_command_end
  WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')
  EXECUTE FUNCTION watch();

ALTER EVENT TRIGGER watched DISABLE;

CREATE PUBLICATION feed FOR TABLE sale WITH (publish = 'insert');

COMMENT ON FUNCTION hook() IS 'called by nobody';

ALTER VIEW report OWNER TO analyst;

GRANT SELECT ON report TO PUBLIC;

ALTER FUNCTION hook() OWNER TO analyst;

REVOKE EXECUTE ON FUNCTION hook() FROM PUBLIC;
