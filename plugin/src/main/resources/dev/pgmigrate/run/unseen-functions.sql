-- One row is a function that statements with these words may come to, and of which the catalog does
-- not tell which rows it reads. Compiled functions are seen through: they know no tables of ours.
WITH RECURSIVE reached AS (
  SELECT
    c.oid,
    FALSE AS aside
  FROM pg_catalog.pg_class c
  WHERE c.relname = ANY ({words}::text[]::name[])
    AND c.relkind IN ('r', 'p', 'v', 'm')
  UNION
  SELECT
    next.oid,
    next.aside
  FROM reached r
  CROSS JOIN LATERAL (
    SELECT
      i.inhrelid,
      TRUE
    FROM pg_catalog.pg_inherits i
    WHERE i.inhparent = r.oid
    UNION ALL
    SELECT
      k.conrelid,
      TRUE
    FROM pg_catalog.pg_constraint k
    WHERE k.confrelid = r.oid
      AND k.contype = 'f'
      AND (k.confdeltype IN ('c', 'n', 'd') OR k.confupdtype IN ('c', 'n', 'd'))
    UNION ALL
    SELECT
      d.refobjid,
      r.aside
    FROM pg_catalog.pg_rewrite w
    JOIN pg_catalog.pg_depend d
      ON d.classid = 'pg_catalog.pg_rewrite'::regclass
      AND d.objid = w.oid
      AND d.refclassid = 'pg_catalog.pg_class'::regclass
    WHERE w.ev_class = r.oid
    UNION ALL
    SELECT
      m.oid,
      r.aside
    FROM pg_catalog.pg_trigger g
    JOIN pg_catalog.pg_proc p
      ON p.oid = g.tgfoid
    CROSS JOIN LATERAL regexp_split_to_table(p.prosrc || ' ' || lower(p.prosrc), '[^\w$]+') AS word
    JOIN pg_catalog.pg_class m
      ON m.relname = word::name
    WHERE g.tgrelid = r.oid
      AND NOT g.tgisinternal
  ) AS next(oid, aside)
),
-- An aggregate is of language internal, whatever it is made of.
function AS (
  SELECT
    p.oid,
    p.proname AS name
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_language l
    ON l.oid = p.prolang
  WHERE p.oid >= 16384
    AND (p.prokind = 'a' OR l.lanname NOT IN ('internal', 'c'))
),
on_trigger AS (
  SELECT
    p.proname AS name,
    l.lanname AS language,
    r.aside,
    regexp_split_to_array(p.prosrc || ' ' || lower(p.prosrc), '[^\w$]+') AS words
  FROM reached r
  JOIN pg_catalog.pg_trigger g
    ON g.tgrelid = r.oid
    AND NOT g.tgisinternal
  JOIN pg_catalog.pg_proc p
    ON p.oid = g.tgfoid
    AND p.oid >= 16384
  JOIN pg_catalog.pg_language l
    ON l.oid = p.prolang
),
-- What is evaluated with a relation, or, without a name in a statement, anywhere.
evaluated AS (
  SELECT
    d.refobjid AS oid
  FROM pg_catalog.pg_depend d
  WHERE d.refclassid = 'pg_catalog.pg_proc'::regclass
    AND d.refobjid >= 16384
    AND (
      d.classid = 'pg_catalog.pg_attrdef'::regclass
        AND d.objid IN (SELECT a.oid FROM pg_catalog.pg_attrdef a JOIN reached r ON r.oid = a.adrelid)
      OR d.classid = 'pg_catalog.pg_constraint'::regclass
        AND d.objid IN (
          SELECT k.oid
          FROM pg_catalog.pg_constraint k
          WHERE k.contypid <> 0
            OR k.conrelid IN (SELECT r.oid FROM reached r)
        )
      OR d.classid = 'pg_catalog.pg_rewrite'::regclass
        AND d.objid IN (SELECT w.oid FROM pg_catalog.pg_rewrite w JOIN reached r ON r.oid = w.ev_class)
      OR d.classid = 'pg_catalog.pg_trigger'::regclass
        AND d.objid IN (
          SELECT g.oid
          FROM pg_catalog.pg_trigger g
          JOIN reached r
            ON r.oid = g.tgrelid
          WHERE g.tgfoid <> d.refobjid
        )
      OR d.classid = 'pg_catalog.pg_class'::regclass
        AND (
          d.objid IN (SELECT r.oid FROM reached r)
          OR d.objid IN (SELECT i.indexrelid FROM pg_catalog.pg_index i JOIN reached r ON r.oid = i.indrelid)
        )
      OR d.classid IN (
        'pg_catalog.pg_operator'::regclass,
        'pg_catalog.pg_cast'::regclass,
        'pg_catalog.pg_amproc'::regclass
      )
    )
)
SELECT
  f.name
FROM function f
WHERE f.name = ANY ({words}::text[]::name[])
  OR f.oid IN (SELECT e.oid FROM evaluated e)
  OR f.name IN (SELECT unnest(t.words)::name FROM on_trigger t)
UNION
-- What is put together only when it is executed names no table before.
SELECT
  t.name
FROM on_trigger t
WHERE t.language <> 'plpgsql'
  OR 'execute' = ANY (t.words)
  OR t.aside
    AND EXISTS (
      SELECT
      FROM pg_catalog.pg_class c
      WHERE c.relrowsecurity
        AND c.relname = ANY (t.words)
    )
ORDER BY name
LIMIT 1
