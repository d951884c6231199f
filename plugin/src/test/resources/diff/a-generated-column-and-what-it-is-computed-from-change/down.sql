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

ALTER TABLE item DROP CONSTRAINT item_twice_check;

ALTER TABLE item DROP CONSTRAINT item_sort_key;

DROP INDEX ix_item_twice;

ALTER TABLE item DROP COLUMN sort;

-- warning cast-can-fail: item.title changes from varchar(20) to varchar(10); fails if a value does not fit
--   SELECT count(*) FROM item WHERE length(title::text) > 10;
ALTER TABLE item ALTER COLUMN title TYPE varchar(10);

ALTER TABLE item DROP COLUMN twice;

-- warning data-loss: loses fractions of item.price, which is rounded
-- warning cast-can-fail: item.price changes from numeric(10,2) to integer; fails if a value does not fit
--   SELECT count(*) FROM item WHERE round(price) NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE item ALTER COLUMN price TYPE integer;

ALTER TABLE item ADD COLUMN twice integer GENERATED ALWAYS AS (price * 2) STORED;

ALTER TABLE item ADD COLUMN sort varchar(10) GENERATED ALWAYS AS (lower(title)) STORED;

CREATE VIEW items AS SELECT id, twice FROM item;

DO $$ BEGIN EXECUTE current_setting('migrate.kept')::jsonb ->> 'items'; END $$;

CREATE INDEX ix_item_twice ON item (twice);

-- warning new-check-on-existing: fails if a row of item does not meet the check
--   SELECT count(*) FROM item WHERE NOT (twice > 0);
ALTER TABLE item ADD CONSTRAINT item_twice_check CHECK (twice > 0);

-- warning new-unique-on-existing: fails if two rows of item have the same sort
--   SELECT sort, count(*) FROM item WHERE sort IS NOT NULL GROUP BY sort HAVING count(*) > 1;
ALTER TABLE item ADD CONSTRAINT item_sort_key UNIQUE (sort);
