-- One row is a constraint that its table has of its own: what a partition or a child inherits
-- is its parent's. NOT NULL is an aspect of its column, also where PostgreSQL 18 has a constraint.
SELECT
  k.conrelid AS table_oid,
  k.conname AS name,
  k.contype::text AS kind,
  k.condeferrable AS deferrable,
  k.condeferred AS deferred,
  k.conenforced AS enforced, -- since 18
  TRUE AS enforced, -- before 18
  k.convalidated AS validated,
  k.connoinherit AS no_inherit,
  k.conindid AS index_oid,
  k.conkey AS column_numbers,
  k.conperiod AS period, -- since 18
  FALSE AS period, -- before 18
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS expression,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid, TRUE) END AS expression_pretty,
  k.confrelid AS target_oid,
  tn.nspname AS target_namespace,
  t.relname AS target_name,
  k.confkey AS target_numbers,
  k.confmatchtype::text AS match,
  k.confupdtype::text AS on_update,
  k.confdeltype::text AS on_delete,
  k.confdelsetcols AS set_null_numbers, -- since 15
  NULL::int2[] AS set_null_numbers, -- before 15
  CASE
    WHEN k.contype = 'x' THEN ARRAY(
      SELECT
        CASE
          WHEN n.nspname = 'pg_catalog' THEN o.oprname::text
          ELSE format('OPERATOR(%I.%s)', n.nspname, o.oprname)
        END
      FROM unnest(k.conexclop) WITH ORDINALITY AS x (operator, position)
      JOIN pg_operator o
        ON o.oid = x.operator
      JOIN pg_namespace n
        ON n.oid = o.oprnamespace
      ORDER BY x.position
    )
  END AS operators,
  d.description AS comment
FROM pg_constraint k
JOIN pg_class r
  ON r.oid = k.conrelid
JOIN pg_namespace rn
  ON rn.oid = r.relnamespace
LEFT JOIN pg_class t
  ON t.oid = k.confrelid
LEFT JOIN pg_namespace tn
  ON tn.oid = t.relnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_constraint'::regclass
  AND d.objoid = k.oid
WHERE k.contype IN ('p', 'u', 'c', 'f', 'x')
  AND k.conparentid = 0
  AND k.conislocal
  AND rn.nspname !~ '^pg_'
  AND rn.nspname <> 'information_schema'
