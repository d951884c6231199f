-- One row is a key or an included column of an index, in order. An expression comes in the
-- parentheses that CREATE INDEX needs around it, if it needs any. Its collation counts as its own
-- when it is its type's; PostgreSQL does not tell the one that it inherits from its columns.
SELECT
  i.indexrelid AS index_oid,
  k.position > i.indnkeyatts AS included,
  a.attname AS column_name,
  CASE WHEN k.number = 0 THEN pg_get_indexdef(i.indexrelid, k.position::int, FALSE) END AS expression,
  CASE WHEN k.number = 0 THEN pg_get_indexdef(i.indexrelid, k.position::int, TRUE) END AS expression_pretty,
  CASE
    WHEN k.position > i.indnkeyatts OR o.opcdefault AND ka.attoptions IS NULL THEN NULL
    WHEN opn.nspname = 'pg_catalog' THEN quote_ident(o.opcname)
    ELSE format('%I.%I', opn.nspname, o.opcname)
  END
  || COALESCE(
    CASE
      WHEN ka.attoptions IS NOT NULL THEN
        (
          SELECT ' (' || string_agg(
            format('%I = %L', split_part(p, '=', 1), substr(p, strpos(p, '=') + 1)), ', '
          ) || ')'
          FROM unnest(ka.attoptions) AS p
        )
    END,
    ''
  ) AS operator_class,
  cn.nspname AS collation_namespace,
  c.collname AS collation_name,
  COALESCE(i.indoption[k.position - 1], 0) AS option,
  pg_indexam_has_property(am.oid, 'can_order') AS ordered
FROM pg_index i
JOIN pg_class r
  ON r.oid = i.indexrelid
JOIN pg_namespace n
  ON n.oid = r.relnamespace
JOIN pg_am am
  ON am.oid = r.relam
JOIN pg_attribute ka
  ON ka.attrelid = i.indexrelid
CROSS JOIN LATERAL (
  SELECT
    i.indkey[ka.attnum - 1] AS number,
    ka.attnum AS position
) AS k
JOIN pg_type t
  ON t.oid = ka.atttypid
LEFT JOIN pg_attribute a
  ON a.attrelid = i.indrelid
  AND a.attnum = k.number
  AND a.attnum > 0
LEFT JOIN pg_opclass o
  ON o.oid = i.indclass[k.position - 1]
  AND k.position <= i.indnkeyatts
LEFT JOIN pg_namespace opn
  ON opn.oid = o.opcnamespace
LEFT JOIN pg_collation c
  ON c.oid = i.indcollation[k.position - 1]
  AND k.position <= i.indnkeyatts
  AND c.oid <> COALESCE(a.attcollation, t.typcollation)
LEFT JOIN pg_namespace cn
  ON cn.oid = c.collnamespace
WHERE n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
  AND (
    NOT r.relispartition
    OR EXISTS (
      SELECT FROM pg_constraint own
      WHERE own.conindid = i.indexrelid
        AND own.conrelid = i.indrelid
        AND own.conparentid = 0
    )
  )
ORDER BY
  i.indexrelid,
  k.position
