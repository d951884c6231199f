-- One row: which columns of the key rows can lack, and whether no index begins with them. Parameters: table, columns, as
-- they stand in SQL.
WITH key AS (
  SELECT array_agg(a.attnum ORDER BY k.place) AS numbers,
         string_agg(a.attname, ', ' ORDER BY k.place) FILTER (WHERE NOT a.attnotnull) AS optional,
         count(*)::integer AS size
  FROM pg_catalog.pg_attribute a
  CROSS JOIN unnest(?::text[]) WITH ORDINALITY k(name, place)
  WHERE a.attrelid = ?::regclass
    AND a.attname = ((pg_catalog.parse_ident(k.name))[1])::name)
SELECT key.optional,
       NOT EXISTS (
         SELECT
         FROM pg_catalog.pg_index i
         WHERE i.indrelid = ?::regclass
           AND (string_to_array(i.indkey::text, ' ')::smallint[])[1:key.size] = key.numbers
           -- One direction: it can be read forth or back.
           AND (SELECT count(DISTINCT o) FROM unnest((string_to_array(i.indoption::text, ' '))[1:key.size]) o) = 1
           AND i.indisvalid
           AND i.indpred IS NULL) AS unindexed
FROM key
WHERE key.size > 0
