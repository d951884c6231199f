package dev.pgmigrate.ddl;

/**
 * The PL/pgSQL of {@link LiveState}: what stands in braces is put in there.
 *
 * <p>A state is a query of statements, in the order of their turns, about the object {@code o} of
 * the catalog; {@code n} has its name in SQL and what ALTER and COMMENT call it.
 */
final class LiveStateSql {
  /** Before views are dropped: what is dropped with them, as the catalog identifies it. */
  static final String LOST =
      """
      DECLARE
        lost text;
      BEGIN
        SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
        FROM pg_depend d
        CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
        WHERE d.refclassid = 'pg_class'::regclass
          AND d.refobjid = ANY (ARRAY[{relations}]::regclass[])
          AND d.deptype = 'a'
          AND i.identity <> ALL (ARRAY[{known}]::text[]);
        IF lost IS NOT NULL THEN
          RAISE EXCEPTION 'these would be lost, and no revision creates them: %', lost
            USING HINT = 'Add them to the migrations, or drop them.';
        END IF;
      END
      """;

  static final String KEEP =
      """
      BEGIN
        PERFORM set_config('migrate.kept', (COALESCE(NULLIF(current_setting('migrate.kept', true), ''), '{}')::jsonb
          || jsonb_object_agg(k.name, k.sql))::text, true)
        FROM (
          SELECT n.name, string_agg(s.sql, '; ' ORDER BY s.turn) AS sql
          FROM {objects}
          CROSS JOIN LATERAL (
            {state}
          ) s (turn, sql)
          GROUP BY n.name
        ) k;
      END
      """;

  static final String COPY =
      """
      BEGIN
      {first}  EXECUTE COALESCE((
          SELECT string_agg(s.sql, '; ' ORDER BY s.turn)
          FROM {objects}
          CROSS JOIN LATERAL (
            {state}
          ) s (turn, sql)
        ), '');
      END
      """;

  static final String NO_FILTER =
      """
        IF (SELECT c.relrowsecurity FROM pg_class c WHERE c.oid = {table}::regclass) THEN
          RAISE EXCEPTION 'a view under the old name of % would not obey its row level security', {table}
            USING HINT = 'Add the row level security to the migrations (PostgreSQL 15), or rename with -Dmigrate.online=false.';
        END IF;
      """;

  static final String NO_COLUMNS =
      """
        IF EXISTS (
          SELECT
          FROM pg_attribute a
          CROSS JOIN aclexplode(a.attacl) x
          WHERE a.attrelid = {table}::regclass
            AND x.privilege_type = 'SELECT'
        ) THEN
          RAISE EXCEPTION 'roles with SELECT on columns of % cannot use a view that obeys its row level security', {table}
            USING HINT = 'Grant SELECT on the table, or rename with -Dmigrate.online=false.';
        END IF;
      """;

  static final String ACCESS =
      """
      SELECT 1, format('ALTER %s %s OWNER TO %s', n.kind, n.name, o.{prefix}owner::regrole)
      UNION ALL
      -- Default privileges may have granted more on the new object.
      SELECT 2, format('REVOKE ALL ON {word} %s FROM %s', n.name, COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (SELECT acldefault('{initial}', o.{prefix}owner) UNION SELECT d.defaclacl FROM pg_default_acl d) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.grantee <> o.{prefix}owner
      UNION ALL
      """;

  static final String GRANTS =
      """
      SELECT 3, format('GRANT %s ON {word} %s TO %s%s', x.privilege_type, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM aclexplode(COALESCE(o.{prefix}acl, acldefault('{initial}', o.{prefix}owner))) x
      """;

  static final String GRANTS_OF_COLUMNS =
      """
      SELECT 3, format('GRANT %s%s ON TABLE %s TO %s%s', x.privilege_type, a.columns, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM (
        SELECT '', o.relacl
        UNION ALL
        SELECT format(' (%I)', c.attname), c.attacl FROM pg_attribute c WHERE c.attrelid = o.oid{still}
      ) a (columns, acl)
      CROSS JOIN aclexplode(a.acl) x
      """;

  static final String USAGE =
      """
      SELECT DISTINCT 1, format('GRANT USAGE ON %s %s TO %s', n.kind, n.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'))
      FROM (
        SELECT o.relacl
        UNION ALL
        SELECT c.attacl FROM pg_attribute c WHERE c.attrelid = o.oid
      ) a (acl)
      CROSS JOIN aclexplode(a.acl) x
      WHERE x.privilege_type = 'INSERT'
        AND x.grantee <> o.relowner
      """;

  static final String WORDS =
      """
      UNION ALL
      SELECT 4, format('COMMENT ON %s %s IS ', n.kind, n.name) || quote_literal(obj_description(o.oid, '{catalog}'))
      UNION ALL
      SELECT 4, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, n.kind, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('{catalog}'::regclass, o.oid, 0)
      """;

  static final String WORDS_OF_COLUMNS =
      """
      UNION ALL
      SELECT 4, format('COMMENT ON COLUMN %s.%I IS ', n.name, c.attname) || quote_literal(col_description(o.oid, c.attnum))
      FROM pg_attribute c
      WHERE c.attrelid = o.oid{still}
      """;

  /** Of views: security_invoker for example. */
  static final String OPTIONS =
      """
      UNION ALL
      SELECT 4, format('ALTER %s %s SET (%s)', n.kind, n.name, array_to_string(o.reloptions, ', '))
      WHERE o.reloptions IS NOT NULL{unchanged}
      """;

  static final String COLUMN =
      """
      SELECT 1, format('GRANT %s (%I) ON %s TO %s%s', x.privilege_type, n.name, {table},
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'), CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM aclexplode(o.attacl) x
      UNION ALL
      SELECT 2, format('COMMENT ON COLUMN %s.%I IS ', {table}, n.name) || quote_literal(col_description(o.attrelid, o.attnum))
      UNION ALL
      SELECT 2, format('SECURITY LABEL FOR %I ON COLUMN %s.%I IS %L', l.provider, {table}, n.name, l.label)
      FROM pg_seclabel l
      WHERE (l.classoid, l.objoid, l.objsubid) = ('pg_class'::regclass, o.attrelid, o.attnum)
      UNION ALL
      SELECT 3, format('ALTER TABLE %s ALTER COLUMN %I ', {table}, n.name) || v.setting
      FROM (VALUES
        ('SET STATISTICS ' || NULLIF(o.attstattarget, -1)),
        -- PostgreSQL 15.20 and later have options of their own.
        ('SET (' || (SELECT string_agg(u.option, ', ') FROM unnest(o.attoptions) u (option) WHERE u.option LIKE 'n\\_distinct%') || ')'){storage}
      ) v (setting)
      """;

  /** Only for a column of the same type. */
  static final String STORAGE =
      """
      ,
        ('SET STORAGE ' || CASE o.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END),
        ('SET COMPRESSION ' || CASE o.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END)""";

  static final String PARTS =
      """
      DECLARE
        lost text;
      BEGIN
        SELECT string_agg(i.type || ' ' || i.identity, ', ') INTO lost
        FROM pg_attribute a
        JOIN pg_depend d
          ON d.refclassid = 'pg_class'::regclass
          AND d.refobjid = a.attrelid
          AND d.refobjsubid = a.attnum
        LEFT JOIN pg_constraint c
          ON d.classid = 'pg_constraint'::regclass
          AND c.oid = d.objid
        CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
        WHERE a.attrelid = {table}::regclass
          AND a.attname = {this}
          AND d.deptype = 'a'
          AND d.classid <> 'pg_attrdef'::regclass
          AND c.contype IS DISTINCT FROM 'n'
          AND i.type <> 'sequence'
          AND COALESCE(c.conname, (parse_ident(i.name))[1]) <> ALL (ARRAY[{known}]::text[]);
        IF lost IS NOT NULL THEN
          RAISE EXCEPTION 'these would be lost with column {name}, and no revision creates them: %', lost
            USING HINT = 'Add them to the migrations, or drop them.';
        END IF;
      END
      """;

  private LiveStateSql() {}
}
