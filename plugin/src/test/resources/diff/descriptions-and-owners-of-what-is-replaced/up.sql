-- Save the owner, grants, options, comments and labels of top in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('top()', 'FUNCTION')) n (name, kind)
    JOIN pg_proc o ON o.oid = n.name::regprocedure
    CROSS JOIN LATERAL (
      SELECT 1, format('ALTER %s %s OWNER TO %s', n.kind, n.name, o.proowner::regrole)
      UNION ALL
      -- Default privileges may have granted more on the new object.
      SELECT 2, format('REVOKE ALL ON ROUTINE %s FROM %s', n.name, COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (SELECT acldefault('f', o.proowner) UNION SELECT d.defaclacl FROM pg_default_acl d) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.grantee <> o.proowner
      UNION ALL
      SELECT 3, format('GRANT %s ON ROUTINE %s TO %s%s', x.privilege_type, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM aclexplode(COALESCE(o.proacl, acldefault('f', o.proowner))) x
      UNION ALL
      SELECT 4, format('COMMENT ON %s %s IS ', n.kind, n.name) || quote_literal(obj_description(o.oid, 'pg_proc'))
      UNION ALL
      SELECT 4, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, n.kind, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('pg_proc'::regclass, o.oid, 0)
    ) s (turn, sql)
    GROUP BY n.name
  ) k;
END
$$;

DROP FUNCTION top();

CREATE FUNCTION top()
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT 1::bigint$function$;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'top()'; END $$;

ALTER FUNCTION top() OWNER TO replaced_reader;

ALTER STATISTICS public.reading_at_value SET STATISTICS 50;

CREATE OR REPLACE VIEW reading_unit AS
 SELECT at,
    upper(unit) AS unit
   FROM reading;

REVOKE SELECT (at) ON reading_unit FROM replaced_reader;

GRANT SELECT (at) ON reading_unit TO replaced_reader;

COMMENT ON COLUMN reading_day.at IS 'the day';

COMMENT ON STATISTICS reading_at_value IS 'correlated';

ALTER VIEW reading_unit OWNER TO replaced_reader;

GRANT SELECT ON reading_day TO replaced_reader;
