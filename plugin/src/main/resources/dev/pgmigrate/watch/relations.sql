-- One row per column of a relation of users (one row without a column for a relation that has none), of those
-- whose oids are given and the tables of given indexes. OFFSET 0 keeps each part a search in an index for one oid.
WITH wanted AS (
{wanted})
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relreplident, c.relispartition,
       c.relrowsecurity, c.relforcerowsecurity,
       CASE WHEN c.relrowsecurity THEN ARRAY(
         -- chr(31) stands between the parts of a policy.
         SELECT concat_ws(chr(31), p.polname, p.polpermissive, format('%s %s', p.polcmd, p.polroles),
           coalesce(pg_get_expr(p.polqual, c.oid), ''), coalesce(pg_get_expr(p.polwithcheck, c.oid), ''))
         FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY p.polname) ELSE '{}' END AS policies,
       a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.atttypid,
       a.attnotnull OR t.typtype = 'd' AND EXISTS (
         WITH RECURSIVE below AS (
           SELECT t.typnotnull, t.typbasetype
           UNION ALL
           SELECT b.typnotnull, b.typbasetype FROM below JOIN pg_type b ON b.oid = below.typbasetype AND b.typtype = 'd')
         SELECT FROM below WHERE typnotnull) AS attnotnull,
       a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL
         -- A trigger that fires BEFORE INSERT FOR EACH ROW (1 + 2 + 4) assigns it.
         OR c.relhastriggers AND EXISTS (
           SELECT
           FROM pg_trigger g
           CROSS JOIN LATERAL (SELECT f.prosrc FROM pg_proc f WHERE f.oid = g.tgfoid OFFSET 0) f
           CROSS JOIN regexp_replace(quote_ident(a.attname), '(\W)', '\\\1', 'g') x (name)
           WHERE g.tgrelid = c.oid AND g.tgtype & 7 = 7 AND g.tgenabled IN ('O', 'A') AND NOT g.tgisinternal
             AND f.prosrc ~* ('\mnew\.' || x.name || '\s*:=|(;|\mbegin|\mthen|\melse)\s*new\.' || x.name || '\s*='))
         AS filled,
       a.atthasdef AND a.attidentity = '' AND EXISTS (
         SELECT
         FROM pg_depend d
         WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
           AND d.classid = 'pg_class'::regclass AND d.deptype = 'a'
           AND (SELECT s.relkind FROM pg_class s WHERE s.oid = d.objid) = 'S') AS serial
FROM wanted w
CROSS JOIN LATERAL (SELECT * FROM pg_class x WHERE x.oid = w.oid OFFSET 0) c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN LATERAL (
  SELECT *
  FROM pg_attribute x
  WHERE x.attrelid = c.oid AND x.attnum > 0 AND NOT x.attisdropped AND c.relkind NOT IN ('i', 'I', 'S')
  OFFSET 0) a ON true
LEFT JOIN LATERAL (SELECT * FROM pg_type x WHERE x.oid = a.atttypid OFFSET 0) t ON true
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_temp'
ORDER BY c.oid, a.attnum
