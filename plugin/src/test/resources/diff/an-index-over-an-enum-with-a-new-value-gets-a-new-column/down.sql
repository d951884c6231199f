ALTER TABLE task DROP CONSTRAINT task_state;

DROP INDEX ix_task_state;

ALTER TABLE task DROP COLUMN assigned;

-- recreates the structure, but cannot restore the values of task.old
ALTER TABLE task ADD COLUMN old text;

CREATE INDEX ix_task_state ON task (state, old);

-- warning new-check-on-existing: fails if a row of task does not meet the check
--   SELECT count(*) FROM task WHERE NOT (state <> 'new' OR old <> '');
ALTER TABLE task ADD CONSTRAINT task_state CHECK (state <> 'new' OR old <> '');

-- next step

ALTER TABLE task DROP CONSTRAINT task_state;

ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('new', 'done');

-- Copy the owner, grants, comment and labels of the old type in this database.
DO $$
BEGIN
  EXECUTE COALESCE((
    SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
    FROM (VALUES ('state', 'TYPE', 'state_old')) n (name, kind, was)
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

-- warning enum-value-removed: enum state loses 'open'; fails if a row has it
--   SELECT state, count(*) FROM task WHERE state::text IN ('open') GROUP BY state;
ALTER TABLE task ALTER COLUMN state TYPE state USING state::text::state;

DROP TYPE state_old;

-- warning new-check-on-existing: fails if a row of task does not meet the check
--   SELECT count(*) FROM task WHERE NOT (state <> 'new' OR old <> '');
ALTER TABLE task ADD CONSTRAINT task_state CHECK (state <> 'new' OR old <> '');
