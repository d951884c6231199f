-- Stop if a trigger, rule, index or default of items is in no revision: it would be lost.
DO $$
DECLARE
  lost text;
BEGIN
  SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
  FROM pg_depend d
  CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
  WHERE d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (ARRAY['items']::regclass[])
    AND d.deptype = 'a'
    AND i.identity <> ALL (ARRAY[]::text[]);
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
      USING HINT = 'Add them to the migrations, or drop them.';
  END IF;
END
$$;

-- Save the owner, grants, options, comments and labels of items in this database.
DO $$
BEGIN
  PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
    || jsonb_object_agg(k.name, k.sql))::text, true)
  FROM (
    SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
    FROM (VALUES ('items', 'VIEW')) n (name, kind)
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

DROP VIEW items;

ALTER TABLE item DROP CONSTRAINT item_size_check;

-- warning cast-can-fail: item.size changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM item WHERE size NOT BETWEEN -2147483648 AND 2147483647;
-- warning data-loss: loses digits of item.price beyond numeric(10,2)
-- warning cast-can-fail: item.price changes from numeric(12,3) to numeric(10,2); fails if a value does not fit
--   SELECT count(*) FROM item WHERE abs(round(price, 2)) >= 1e8;
-- warning cast-assumes: item.made changes from timestamptz to timestamp with made AT TIME ZONE 'UTC'; assumes that the new values shall be in UTC
-- warning cast-can-fail: item.id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM item WHERE id NOT BETWEEN -2147483648 AND 2147483647;
-- warning cast-can-fail: item.code changes from varchar(20) to varchar(10); fails if a value does not fit
--   SELECT count(*) FROM item WHERE length(code::text) > 10;
-- warning not-null-without-default: item.code becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM item WHERE code IS NULL;
-- warning cast-can-fail: item.amount changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM item WHERE amount NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE item
  ALTER COLUMN size TYPE integer,
  ALTER COLUMN price TYPE numeric(10,2),
  ALTER COLUMN made TYPE timestamp USING made AT TIME ZONE 'UTC',
  ALTER COLUMN id TYPE integer,
  ALTER COLUMN code TYPE varchar(10),
  ALTER COLUMN amount DROP DEFAULT,
  ALTER COLUMN amount TYPE integer,
  ALTER COLUMN amount SET DEFAULT 1;

ALTER TABLE item ALTER COLUMN code SET NOT NULL;

ALTER TABLE item ALTER COLUMN amount DROP NOT NULL;

CREATE VIEW items AS SELECT id, price FROM item;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'items'; END $$;

-- warning new-check-on-existing: fails if a row of item does not meet the check
--   SELECT count(*) FROM item WHERE NOT (size > 0);
ALTER TABLE item ADD CONSTRAINT item_size_check CHECK (size > 0);
