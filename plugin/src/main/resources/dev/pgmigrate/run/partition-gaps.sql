-- One row is a partition on which an index of its table is missing. Only indexes that this transaction has made, or that
-- the step attaches to, and those below them; but for those to which a later step attaches. Parameters: the names of
-- these, of those.
WITH RECURSIVE unfinished AS (
  SELECT i.indexrelid, i.indrelid
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  WHERE c.relkind = 'I'
    AND NOT i.indisvalid
    AND (i.xmin = pg_catalog.pg_current_xact_id_if_assigned()::xid
         OR i.indexrelid IN (SELECT to_regclass(name) FROM unnest(?::text[]) name))
    AND NOT EXISTS (SELECT FROM unnest(?::text[]) name WHERE to_regclass(name) = i.indexrelid)
  UNION
  SELECT i.indexrelid, i.indrelid
  FROM unfinished u
  JOIN pg_catalog.pg_inherits h ON h.inhparent = u.indexrelid
  JOIN pg_catalog.pg_index i ON i.indexrelid = h.inhrelid
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  WHERE c.relkind = 'I'
    AND NOT i.indisvalid)
SELECT u.indexrelid::regclass AS index,
       u.indrelid::regclass AS "table",
       format('%I.%I', n.nspname, p.relname) AS partition,
       p.relkind = 'p' AS partitioned,
       format('ALTER INDEX %I.%I ATTACH PARTITION ', xn.nspname, x.relname) AS attach,
       (SELECT array_agg(format('%I.%I', n.nspname, c.relname) ORDER BY c.oid)
        FROM pg_catalog.pg_index ci
        JOIN pg_catalog.pg_class c ON c.oid = ci.indexrelid
        WHERE ci.indrelid = p.oid
          AND (ci.indisvalid OR c.relkind = 'I')
          AND NOT c.relispartition
          AND c.relam = x.relam
          AND ci.indisunique = i.indisunique
          AND ci.indnkeyatts = i.indnkeyatts
          AND ci.indoption = i.indoption
          AND ci.indclass = i.indclass
          AND ci.indcollation = i.indcollation) AS candidates,
       CASE
         WHEN con.oid IS NULL THEN format('CREATE %sINDEX ON ONLY %I.%I%s', d.uniqueness, n.nspname, p.relname, d.rest)
         ELSE format('ALTER TABLE ONLY %I.%I ADD %s', n.nspname, p.relname, d.key)
       END AS only,
       CASE
         WHEN con.oid IS NULL THEN
           format('CREATE %sINDEX CONCURRENTLY ON %I.%I%s;', d.uniqueness, n.nspname, p.relname, d.rest)
         WHEN con.contype = 'x' THEN
           format('ALTER TABLE %I.%I ADD %s;', n.nspname, p.relname, d.key)
         ELSE
           format(E'CREATE UNIQUE INDEX CONCURRENTLY %1$I ON %2$I.%3$I%4$s;\n'
                    'ALTER TABLE %2$I.%3$I ADD CONSTRAINT %1$I %5$s USING INDEX %1$I%6$s;',
                  left(p.relname || '_' || x.relname, 63),
                  n.nspname,
                  p.relname,
                  d.rest,
                  CASE con.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END,
                  CASE WHEN con.condeferred THEN ' DEFERRABLE INITIALLY DEFERRED' WHEN con.condeferrable THEN ' DEFERRABLE' END)
       END AS build
FROM unfinished u
JOIN pg_catalog.pg_index i ON i.indexrelid = u.indexrelid
JOIN pg_catalog.pg_class x ON x.oid = u.indexrelid
JOIN pg_catalog.pg_namespace xn ON xn.oid = x.relnamespace
JOIN pg_catalog.pg_class t ON t.oid = u.indrelid
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
JOIN pg_catalog.pg_inherits h ON h.inhparent = u.indrelid
JOIN pg_catalog.pg_class p ON p.oid = h.inhrelid
JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
LEFT JOIN pg_catalog.pg_constraint con
  ON con.conindid = u.indexrelid
 AND con.conrelid = u.indrelid
 AND con.contype IN ('p', 'u', 'x')
CROSS JOIN LATERAL (
  SELECT CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END AS uniqueness,
         -- What follows the name of the table.
         substr(
           pg_catalog.pg_get_indexdef(u.indexrelid),
           1 + length(format('CREATE %sINDEX %I ON ONLY %I.%I',
                             CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, x.relname, tn.nspname, t.relname))) AS rest,
         pg_catalog.pg_get_constraintdef(con.oid) AS key) d
WHERE NOT EXISTS (
  SELECT
  FROM pg_catalog.pg_inherits a
  JOIN pg_catalog.pg_index ai ON ai.indexrelid = a.inhrelid
  WHERE a.inhparent = u.indexrelid
    AND ai.indrelid = p.oid)
ORDER BY u.indexrelid, n.nspname, p.relname
