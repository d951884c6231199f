package dev.pgmigrate.change;

/**
 * The PL/pgSQL of {@link LiveState}: what stands in braces is put in there.
 *
 * <p>Each query gives statements, in the order of their turns.
 */
final class LiveStateSql {
  static final String KEEP =
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
      """;

  static final String STORE =
      """
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
            {state}
          ) s
          GROUP BY s.name
        ) k;
      END
      """;

  static final String COPY =
      """
      DECLARE
        kept text;
      BEGIN
      {first}  FOR kept IN
          SELECT s.sql
          FROM (
            {state}
          ) s
          ORDER BY s.turn
        LOOP
          EXECUTE kept;
        END LOOP;
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

  static final String OBJECT =
      """
      SELECT n.name, '{word}' AS word, '{catalog}'::regclass AS catalog, o.oid, o.{prefix}owner AS owner,
        COALESCE(o.{prefix}acl, acldefault('{initial}', o.{prefix}owner)) AS acl
      FROM (VALUES {names}) n (name, was)
      JOIN {catalog} o ON o.oid = n.was::{type}""";

  static final String ACCESS =
      """
      WITH object AS (
        {objects}
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
      CROSS JOIN aclexplode(o.acl) x""";

  static final String COLUMN_ACCESS =
      """

      UNION ALL
      SELECT o.name, 4, format('GRANT %s (%I) ON %s TO %s%s', x.privilege_type, a.attname, o.name,
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'),
        CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM object o
      JOIN pg_attribute a ON o.word = 'TABLE' AND a.attrelid = o.oid
      CROSS JOIN aclexplode(a.attacl) x""";

  static final String WORDS =
      """

      UNION ALL
      SELECT o.name, 5, format('%s ON %s IS %L', w.command, {named}, w.words)
      FROM object o
      JOIN (
        SELECT 'COMMENT', d.classoid, d.objoid, d.objsubid, d.description
        FROM pg_description d
        UNION ALL
        SELECT format('SECURITY LABEL FOR %I', l.provider), l.classoid, l.objoid, l.objsubid, l.label
        FROM pg_seclabel l
      ) w (command, classoid, objoid, objsubid, words) ON w.classoid = o.catalog AND w.objoid = o.oid{attribute}""";

  static final String NAMED =
      """
      CASE
          WHEN a.attname IS NOT NULL THEN format('COLUMN %s.%I', o.name, a.attname)
          WHEN o.word = 'TABLE' THEN (pg_identify_object(o.catalog, o.oid, 0)).type || ' ' || o.name
          ELSE o.word || ' ' || o.name
        END""";

  static final String ATTRIBUTE =
      """

      LEFT JOIN pg_attribute a ON o.word = 'TABLE' AND a.attrelid = o.oid AND a.attnum = w.objsubid""";

  static final String COLUMN =
      """
      SELECT 1 AS turn, format('GRANT %s (%I) ON %s TO %s%s', x.privilege_type, {that}, {table},
        COALESCE(NULLIF(x.grantee::regrole::text, '-'), 'PUBLIC'),
        CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END) AS sql
      FROM pg_attribute a
      CROSS JOIN aclexplode(a.attacl) x
      WHERE a.attrelid = {table}::regclass
        AND a.attname = {this}
      UNION ALL
      SELECT 2, format('%s ON COLUMN %s.%I IS %L', w.command, {table}, {that}, w.words)
      FROM pg_attribute a
      JOIN (
        SELECT 'COMMENT', d.classoid, d.objoid, d.objsubid, d.description
        FROM pg_description d
        UNION ALL
        SELECT format('SECURITY LABEL FOR %I', l.provider), l.classoid, l.objoid, l.objsubid, l.label
        FROM pg_seclabel l
      ) w (command, classoid, objoid, objsubid, words)
        ON w.classoid = 'pg_class'::regclass AND w.objoid = a.attrelid AND w.objsubid = a.attnum
      WHERE a.attrelid = {table}::regclass
        AND a.attname = {this}
      UNION ALL
      SELECT 3, format('ALTER TABLE %s ALTER COLUMN %I %s', {table}, {that}, v.setting)
      FROM pg_attribute a
      CROSS JOIN LATERAL (
        VALUES
          ('SET STATISTICS ' || NULLIF(a.attstattarget, -1)),
          ('SET (' || array_to_string(a.attoptions, ', ') || ')'){storage}
      ) v (setting)
      WHERE a.attrelid = {table}::regclass
        AND a.attname = {this}
        AND v.setting IS NOT NULL""";

  /** Only for a column of the same type. */
  static final String STORAGE =
      """
      ,
          ('SET STORAGE ' || CASE a.attstorage
            WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END),
          ('SET COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END)""";

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
          AND COALESCE(c.conname, i.name) <> ALL (ARRAY[{known}]::text[]);
        IF lost IS NOT NULL THEN
          RAISE EXCEPTION 'these would be lost with column {name}, and no revision creates them: %', lost
            USING HINT = 'Add them to the migrations, or drop them.';
        END IF;
      END
      """;

  private LiveStateSql() {}
}
