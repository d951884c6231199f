-- One row is an object that PostgreSQL keeps whole, with the statement that makes it. It is read
-- twice: with an empty search_path for the canonical text, with the default namespace on it for the
-- pretty one.
WITH form AS (
  SELECT
    current_setting('search_path') <> '""' AS pretty,
    current_schema() AS usual_name,
    to_regnamespace(quote_ident(current_schema())) AS usual
),
-- Triggers, rules and policies have a relation instead of a namespace.
object AS (
  SELECT
    CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END AS kind,
    'pg_class' AS catalog,
    c.oid,
    c.relnamespace AS namespace,
    NULL::oid AS relation,
    ARRAY[c.relname::text] AS name,
    c.relowner AS owner,
    format(
      '%s %s%s%s%s AS'
      || E'\n',
      CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END,
      c.oid::regclass,
      ' USING ' || NULLIF(am.amname, 'heap'),
      ' WITH (' || (
        SELECT string_agg(format('%s=%L', quote_ident(o.option_name), o.option_value), ', ')
        FROM pg_options_to_table(c.reloptions) o
      ) || ')',
      ' TABLESPACE ' || quote_ident(s.spcname)
    )
    || rtrim(pg_get_viewdef(c.oid, f.pretty), ';')
    || CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN E'\nWITH NO DATA' ELSE '' END AS sql,
    CASE
      WHEN c.relkind = 'v' THEN
        ARRAY(
          SELECT
            quote_ident(a.attname)
            || ' '
            || format_type(a.atttypid, a.atttypmod)
            || ' '
            || a.attcollation::regcollation
          FROM pg_attribute a
          WHERE a.attrelid = c.oid
            AND a.attnum > 0
          ORDER BY a.attnum
        )
    END AS signature
  FROM pg_class c
  CROSS JOIN form f
  LEFT JOIN pg_am am
    ON am.oid = c.relam
  LEFT JOIN pg_tablespace s
    ON s.oid = c.reltablespace
  WHERE c.relkind IN ('v', 'm')
    AND c.relpersistence <> 't'
    AND c.oid >= 16384
  UNION ALL
  SELECT
    'index',
    'pg_class',
    c.oid,
    c.relnamespace,
    NULL,
    ARRAY[c.relname::text],
    NULL,
    substr(pg_get_indexdef(c.oid, 0, f.pretty), length('CREATE ') + 1)
    || COALESCE(' TABLESPACE ' || quote_ident(s.spcname), ''),
    NULL
  FROM pg_index i
  CROSS JOIN form f
  JOIN pg_class c
    ON c.oid = i.indexrelid
  JOIN pg_class r
    ON r.oid = i.indrelid
    AND r.relkind = 'm'
  LEFT JOIN pg_tablespace s
    ON s.oid = c.reltablespace
  UNION ALL
  SELECT
    CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
    'pg_proc',
    p.oid,
    p.pronamespace,
    NULL,
    ARRAY[p.proname::text, '(' || oidvectortypes(p.proargtypes) || ')'],
    p.proowner,
    -- It prints the namespace even where the search_path has it.
    CASE
      WHEN f.pretty AND p.pronamespace = f.usual THEN
        k.kind
        || substr(rtrim(pg_get_functiondef(p.oid), E'\n'), length(format('CREATE OR REPLACE %I.', f.usual_name) || k.kind) + 1)
      ELSE substr(rtrim(pg_get_functiondef(p.oid), E'\n'), length('CREATE OR REPLACE ') + 1)
    END,
    ARRAY[
      p.prokind::text
      || COALESCE(pg_get_function_result(p.oid), '')
      || ' ('
      || pg_get_function_identity_arguments(p.oid)
      || ')'
    ]
    || array_fill('default'::text, ARRAY[p.pronargdefaults::int])
  FROM pg_proc p
  CROSS JOIN form f
  CROSS JOIN LATERAL (
    SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END AS kind
  ) k
  WHERE p.prokind <> 'a'
    AND p.oid >= 16384
  UNION ALL
  SELECT
    'aggregate',
    'pg_proc',
    p.oid,
    p.pronamespace,
    NULL,
    ARRAY[
      p.proname::text,
      '(' || COALESCE(NULLIF(pg_get_function_identity_arguments(p.oid), ''), '*') || ')'
    ],
    p.proowner,
    format(
      'AGGREGATE %s%s(%s) ('
      || E'\n  SFUNC = %s,\n  STYPE = %s%s\n)',
      CASE WHEN f.pretty AND n.oid = f.usual THEN '' ELSE quote_ident(n.nspname) || '.' END,
      quote_ident(p.proname),
      COALESCE(NULLIF(pg_get_function_arguments(p.oid), ''), '*'),
      a.aggtransfn,
      format_type(a.aggtranstype, NULL),
      concat(
        E',\n  SSPACE = ' || NULLIF(a.aggtransspace, 0),
        E',\n  FINALFUNC = ' || NULLIF(a.aggfinalfn::text, '-'),
        CASE WHEN a.aggfinalextra THEN E',\n  FINALFUNC_EXTRA' END,
        CASE
          WHEN a.aggfinalmodify
            IS DISTINCT FROM (CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END)::"char" THEN
            E',\n  FINALFUNC_MODIFY = '
            || CASE a.aggfinalmodify
                 WHEN 'r' THEN 'READ_ONLY'
                 WHEN 's' THEN 'SHAREABLE'
                 ELSE 'READ_WRITE'
               END
        END,
        E',\n  COMBINEFUNC = ' || NULLIF(a.aggcombinefn::text, '-'),
        E',\n  SERIALFUNC = ' || NULLIF(a.aggserialfn::text, '-'),
        E',\n  DESERIALFUNC = ' || NULLIF(a.aggdeserialfn::text, '-'),
        E',\n  INITCOND = ' || quote_literal(a.agginitval),
        E',\n  MSFUNC = ' || NULLIF(a.aggmtransfn::text, '-'),
        E',\n  MINVFUNC = ' || NULLIF(a.aggminvtransfn::text, '-'),
        E',\n  MSTYPE = ' || CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END,
        E',\n  MSSPACE = ' || NULLIF(a.aggmtransspace, 0),
        E',\n  MFINALFUNC = ' || NULLIF(a.aggmfinalfn::text, '-'),
        CASE WHEN a.aggmfinalextra THEN E',\n  MFINALFUNC_EXTRA' END,
        CASE
          WHEN a.aggmtransfn::oid <> 0
            AND a.aggmfinalmodify
              IS DISTINCT FROM (CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END)::"char" THEN
            E',\n  MFINALFUNC_MODIFY = '
            || CASE a.aggmfinalmodify
                 WHEN 'r' THEN 'READ_ONLY'
                 WHEN 's' THEN 'SHAREABLE'
                 ELSE 'READ_WRITE'
               END
        END,
        E',\n  MINITCOND = ' || quote_literal(a.aggminitval),
        CASE
          WHEN a.aggsortop <> 0 THEN
            (
              SELECT format(E',\n  SORTOP = OPERATOR(%I.%s)', on_.nspname, o.oprname)
              FROM pg_operator o
              JOIN pg_namespace on_
                ON on_.oid = o.oprnamespace
              WHERE o.oid = a.aggsortop
            )
        END,
        CASE p.proparallel
          WHEN 's' THEN E',\n  PARALLEL = SAFE'
          WHEN 'r' THEN E',\n  PARALLEL = RESTRICTED'
        END,
        CASE WHEN a.aggkind = 'h' THEN E',\n  HYPOTHETICAL' END
      )
    ),
    NULL
  FROM pg_proc p
  CROSS JOIN form f
  JOIN pg_aggregate a
    ON a.aggfnoid = p.oid
  JOIN pg_namespace n
    ON n.oid = p.pronamespace
  WHERE p.oid >= 16384
  UNION ALL
  SELECT
    'trigger',
    'pg_trigger',
    t.oid,
    NULL,
    t.tgrelid,
    ARRAY[t.tgname::text],
    NULL,
    substr(pg_get_triggerdef(t.oid, f.pretty), length('CREATE ') + 1),
    NULL
  FROM pg_trigger t
  CROSS JOIN form f
  WHERE NOT t.tgisinternal
    AND t.tgparentid = 0
  UNION ALL
  SELECT
    'rule',
    'pg_rewrite',
    r.oid,
    NULL,
    r.ev_class,
    ARRAY[r.rulename::text],
    NULL,
    rtrim(substr(pg_get_ruledef(r.oid, f.pretty), length('CREATE ') + 1), ';'),
    ARRAY[]::text[]
  FROM pg_rewrite r
  CROSS JOIN form f
  WHERE r.rulename <> '_RETURN'
    AND r.oid >= 16384
  UNION ALL
  SELECT
    'policy',
    'pg_policy',
    p.oid,
    NULL,
    p.polrelid,
    ARRAY[p.polname::text],
    NULL,
    concat(
      format('POLICY %I ON %s', p.polname, p.polrelid::regclass),
      CASE WHEN NOT p.polpermissive THEN E'\n  AS RESTRICTIVE' END,
      CASE p.polcmd
        WHEN 'r' THEN E'\n  FOR SELECT'
        WHEN 'a' THEN E'\n  FOR INSERT'
        WHEN 'w' THEN E'\n  FOR UPDATE'
        WHEN 'd' THEN E'\n  FOR DELETE'
      END,
      CASE
        WHEN p.polroles <> '{0}' THEN
          E'\n  TO '
          || (
            SELECT string_agg(
              CASE WHEN r = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END,
              ', '
              ORDER BY pg_get_userbyid(r)
            )
            FROM unnest(p.polroles) r
          )
      END,
      E'\n  USING (' || pg_get_expr(p.polqual, p.polrelid, f.pretty) || ')',
      E'\n  WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid, f.pretty) || ')'
    ),
    NULL
  FROM pg_policy p
  CROSS JOIN form f
  UNION ALL
  SELECT
    'range-type',
    'pg_type',
    t.oid,
    t.typnamespace,
    NULL,
    ARRAY[t.typname::text],
    t.typowner,
    format(
      'TYPE %s AS RANGE ('
      || E'\n  SUBTYPE = %s%s\n)',
      format_type(t.oid, NULL),
      format_type(r.rngsubtype, NULL),
      concat(
        CASE
          WHEN NOT oc.opcdefault THEN
            format(E',\n  SUBTYPE_OPCLASS = %I.%I', ocn.nspname, oc.opcname)
        END,
        CASE
          WHEN r.rngcollation <> st.typcollation THEN
            E',\n  COLLATION = ' || r.rngcollation::regcollation
        END,
        E',\n  CANONICAL = ' || NULLIF(r.rngcanonical::text, '-'),
        E',\n  SUBTYPE_DIFF = ' || NULLIF(r.rngsubdiff::text, '-'),
        CASE -- since 14
          WHEN mt.typname <> CASE -- since 14
            WHEN t.typname LIKE '%range%' THEN regexp_replace(t.typname, 'range', 'multirange') -- since 14
            ELSE t.typname || '_multirange' -- since 14
          END -- since 14
            THEN E',\n  MULTIRANGE_TYPE_NAME = ' || format_type(mt.oid, NULL) -- since 14
        END, -- since 14
        ''
      )
    ),
    NULL
  FROM pg_type t
  JOIN pg_range r
    ON r.rngtypid = t.oid
  JOIN pg_type st
    ON st.oid = r.rngsubtype
  JOIN pg_opclass oc
    ON oc.oid = r.rngsubopc
  JOIN pg_namespace ocn
    ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_type mt -- since 14
    ON mt.oid = r.rngmultitypid -- since 14
  WHERE t.typtype = 'r'
    AND t.oid >= 16384
  UNION ALL
  SELECT
    'statistics',
    'pg_statistic_ext',
    s.oid,
    s.stxnamespace,
    NULL,
    ARRAY[s.stxname::text],
    s.stxowner,
    CASE
      WHEN f.pretty AND s.stxnamespace = f.usual THEN
        'STATISTICS ' || substr(d.sql, length(format('CREATE STATISTICS %I.', f.usual_name)) + 1)
      ELSE substr(d.sql, length('CREATE ') + 1)
    END,
    NULL
  FROM pg_statistic_ext s
  CROSS JOIN form f
  CROSS JOIN LATERAL (
    SELECT
      string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS by_number,
      string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) AS by_name
    FROM pg_attribute a
    WHERE a.attrelid = s.stxrelid
      AND a.attnum = ANY (s.stxkeys)
  ) k
  CROSS JOIN LATERAL (
    -- The order of columns in the table is no difference.
    SELECT
      COALESCE(
        replace(pg_get_statisticsobjdef(s.oid), ' ON ' || k.by_number, ' ON ' || k.by_name),
        pg_get_statisticsobjdef(s.oid)
      ) AS sql
  ) d
  UNION ALL
  SELECT
    'collation',
    'pg_collation',
    c.oid,
    c.collnamespace,
    NULL,
    ARRAY[c.collname::text],
    c.collowner,
    format(
      'COLLATION %s (%s)',
      c.oid::regcollation,
      concat_ws(
        ', ',
        CASE c.collprovider
          WHEN 'i' THEN 'provider = icu'
          WHEN 'c' THEN 'provider = libc'
          WHEN 'b' THEN 'provider = builtin'
        END,
        CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END,
        'locale = ' || quote_literal(c.colllocale), -- since 17
        'locale = ' || quote_literal(c.colliculocale), -- before 17 -- since 15
        'lc_collate = ' || quote_literal(c.collcollate),
        'lc_ctype = ' || quote_literal(c.collctype),
        'rules = ' || quote_literal(c.collicurules), -- since 16
        NULL
      )
    ),
    NULL
  FROM pg_collation c
  WHERE c.oid >= 16384
  UNION ALL
  SELECT
    'cast',
    'pg_cast',
    c.oid,
    NULL,
    NULL,
    ARRAY[format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))],
    NULL,
    format(
      'CAST (%s AS %s) %s%s',
      format_type(c.castsource, NULL),
      format_type(c.casttarget, NULL),
      CASE c.castmethod
        WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
        WHEN 'i' THEN 'WITH INOUT'
        ELSE 'WITHOUT FUNCTION'
      END,
      CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' END
    ),
    NULL
  FROM pg_cast c
  WHERE c.oid >= 16384
    AND NOT EXISTS (
      SELECT FROM pg_depend i
      WHERE i.classid = 'pg_cast'::regclass
        AND i.objid = c.oid
        AND i.deptype = 'i'
    )
  UNION ALL
  SELECT
    'extension',
    'pg_extension',
    x.oid,
    NULL,
    NULL,
    ARRAY[x.extname::text],
    NULL,
    'EXTENSION IF NOT EXISTS '
    || quote_ident(x.extname)
    || CASE
         WHEN f.pretty AND n.oid = f.usual THEN ''
         -- It says itself where it lives.
         WHEN EXISTS (
           SELECT FROM pg_available_extension_versions v
           WHERE v.name = x.extname
             AND v.version = x.extversion
             AND v.schema IS NOT NULL
         ) THEN ''
         ELSE ' WITH SCHEMA ' || quote_ident(n.nspname)
       END,
    NULL
  FROM pg_extension x
  CROSS JOIN form f
  JOIN pg_namespace n
    ON n.oid = x.extnamespace
  WHERE x.extname <> 'plpgsql'
  UNION ALL
  SELECT
    'event-trigger',
    'pg_event_trigger',
    t.oid,
    NULL,
    NULL,
    ARRAY[t.evtname::text],
    t.evtowner,
    format(
      'EVENT TRIGGER %I'
      || E'\n  ON %s%s\n  EXECUTE FUNCTION %s()',
      t.evtname,
      t.evtevent,
      E'\n  WHEN TAG IN ('
      || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(t.evttags) tag)
      || ')',
      t.evtfoid::regproc
    ),
    NULL
  FROM pg_event_trigger t
  UNION ALL
  SELECT
    'publication',
    'pg_publication',
    p.oid,
    NULL,
    NULL,
    ARRAY[p.pubname::text],
    p.pubowner,
    concat(
      format('PUBLICATION %I', p.pubname),
      CASE WHEN p.puballtables THEN E'\n  FOR ALL TABLES' END,
      E'\n  FOR '
      || CASE WHEN EXISTS (SELECT FROM pg_publication_rel r WHERE r.prpubid = p.oid) THEN 'TABLE ' END -- before 15
      || NULLIF(
        concat_ws(
          E',\n    ',
          (
            SELECT string_agg(
              'TABLE ' || -- since 15
              CASE WHEN c.relkind = 'p' OR NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid) THEN '' ELSE 'ONLY ' END
              || c.oid::regclass
              || COALESCE( -- since 15
                ' (' -- since 15
                || ( -- since 15
                  SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) -- since 15
                  FROM unnest(r.prattrs::int2[]) k -- since 15
                  JOIN pg_attribute a -- since 15
                    ON a.attrelid = c.oid -- since 15
                    AND a.attnum = k -- since 15
                ) -- since 15
                || ')', -- since 15
                '' -- since 15
              ) -- since 15
              || COALESCE(' WHERE (' || pg_get_expr(r.prqual, c.oid) || ')', ''), -- since 15
              E',\n    ' -- since 15
              , E',\n    ' -- before 15
              ORDER BY c.oid::regclass::text
            )
            FROM pg_publication_rel r
            JOIN pg_class c
              ON c.oid = r.prrelid
            WHERE r.prpubid = p.oid
          ),
          ( -- since 15
            SELECT string_agg('TABLES IN SCHEMA ' || quote_ident(n.nspname), E',\n    ' ORDER BY n.nspname) -- since 15
            FROM pg_publication_namespace s -- since 15
            JOIN pg_namespace n -- since 15
              ON n.oid = s.pnnspid -- since 15
            WHERE s.pnpubid = p.oid -- since 15
          ), -- since 15
          NULL
        ),
        ''
      ),
      E'\n  WITH ('
      || NULLIF(
        concat_ws(
          ', ',
          CASE
            WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate) THEN
              format(
                'publish = %L',
                concat_ws(
                  ', ',
                  CASE WHEN p.pubinsert THEN 'insert' END,
                  CASE WHEN p.pubupdate THEN 'update' END,
                  CASE WHEN p.pubdelete THEN 'delete' END,
                  CASE WHEN p.pubtruncate THEN 'truncate' END
                )
              )
          END,
          CASE p.pubgencols WHEN 's' THEN 'publish_generated_columns = stored' END, -- since 18
          CASE WHEN p.pubviaroot THEN 'publish_via_partition_root = true' END
        ),
        ''
      )
      || ')'
    ),
    NULL
  FROM pg_publication p
)
SELECT
  o.kind,
  o.catalog,
  o.oid,
  CASE
    WHEN COALESCE(o.namespace, r.relnamespace) IS NULL THEN o.name
    WHEN o.relation IS NULL THEN n.nspname::text || o.name
    ELSE ARRAY[n.nspname::text, r.relname::text] || o.name
  END AS path,
  COALESCE(pg_get_userbyid(o.owner), '')::text AS owner,
  o.sql,
  o.signature,
  o.signature IS NOT NULL AS replaceable,
  -- The comment that an extension brings along goes without saying.
  NULLIF(
    d.description,
    CASE
      WHEN o.kind = 'extension' THEN
        (SELECT e.comment FROM pg_available_extensions e WHERE e.name = o.name[1])
    END
  ) AS comment
FROM object o
LEFT JOIN pg_class r
  ON r.oid = o.relation
LEFT JOIN pg_namespace n
  ON n.oid = COALESCE(o.namespace, r.relnamespace)
LEFT JOIN pg_description d
  ON d.classoid = o.catalog::regclass
  AND d.objoid = o.oid
  AND d.objsubid = 0
WHERE (n.nspname IS NULL OR n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = o.catalog::regclass
      AND e.objid = o.oid
      AND e.deptype = 'e'
  )
  AND NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_class'::regclass
      AND e.objid = o.relation
      AND e.deptype = 'e'
  )
  AND NOT EXISTS (
    SELECT FROM pg_depend i
    WHERE i.classid = 'pg_proc'::regclass
      AND i.objid = o.oid
      AND o.catalog = 'pg_proc'
      AND i.deptype = 'i'
  )
ORDER BY o.catalog, o.oid
