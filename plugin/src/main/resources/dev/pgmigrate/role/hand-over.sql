-- Gives all that the session's user has made in this database to the role {role}, so that the role owns what a deploy job
-- would own. What belongs to an extension, and what only a superuser may own, stays as it is. No event trigger fires.
DO $migrate_hand_over$
DECLARE
  object record;
  me CONSTANT oid := (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = session_user);
BEGIN
  PERFORM pg_catalog.set_config('session_replication_role', 'replica', true);
  FOR object IN
    SELECT named.type, named.identity
    FROM (
      SELECT 'pg_namespace'::regclass AS catalog, oid, nspowner AS owner
      FROM pg_catalog.pg_namespace
      WHERE nspname <> 'public'
      UNION ALL
      SELECT 'pg_class'::regclass, c.oid, c.relowner
      FROM pg_catalog.pg_class c
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
         OR c.relkind = 'S' AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_depend d
              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
                AND d.deptype IN ('a', 'i'))
      UNION ALL
      SELECT 'pg_type'::regclass, t.oid, t.typowner
      FROM pg_catalog.pg_type t
      WHERE t.typtype IN ('b', 'd', 'e', 'r') AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
      UNION ALL
      SELECT 'pg_proc'::regclass, oid, proowner FROM pg_catalog.pg_proc
      UNION ALL
      SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_catalog.pg_operator
      UNION ALL
      SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_catalog.pg_opclass
      UNION ALL
      SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_catalog.pg_opfamily
      UNION ALL
      SELECT 'pg_collation'::regclass, oid, collowner FROM pg_catalog.pg_collation
      UNION ALL
      SELECT 'pg_conversion'::regclass, oid, conowner FROM pg_catalog.pg_conversion
      UNION ALL
      SELECT 'pg_ts_dict'::regclass, oid, dictowner FROM pg_catalog.pg_ts_dict
      UNION ALL
      SELECT 'pg_ts_config'::regclass, oid, cfgowner FROM pg_catalog.pg_ts_config
      UNION ALL
      SELECT 'pg_statistic_ext'::regclass, oid, stxowner FROM pg_catalog.pg_statistic_ext
      UNION ALL
      SELECT 'pg_foreign_server'::regclass, oid, srvowner FROM pg_catalog.pg_foreign_server
      UNION ALL
      SELECT 'pg_largeobject'::regclass, oid, lomowner FROM pg_catalog.pg_largeobject_metadata
      UNION ALL
      SELECT 'pg_publication'::regclass, oid, pubowner FROM pg_catalog.pg_publication WHERE NOT puballtables
    ) AS owned
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(owned.catalog, owned.oid, 0) AS named
    WHERE owned.owner = me
      AND owned.oid >= 16384
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = owned.catalog AND d.objid = owned.oid AND d.deptype = 'e')
      AND named.identity !~ '^pg_(toast|temp)'
  LOOP
    BEGIN
      EXECUTE pg_catalog.format('ALTER %s %s OWNER TO {role}',
        CASE object.type WHEN 'composite type' THEN 'type' WHEN 'statistics object' THEN 'statistics' ELSE object.type END,
        object.identity);
    EXCEPTION WHEN insufficient_privilege THEN
      -- A publication of whole schemas is a superuser's.
      NULL;
    END;
  END LOOP;
  PERFORM pg_catalog.set_config('session_replication_role', 'origin', true);
END
$migrate_hand_over$
