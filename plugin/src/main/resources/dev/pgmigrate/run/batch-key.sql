-- One row: whether rows can lack the key, and whether no index begins with it. Parameters: table, key, as they stand in SQL.
SELECT NOT a.attnotnull AS optional,
       NOT EXISTS (
         SELECT
         FROM pg_catalog.pg_index i
         WHERE i.indrelid = a.attrelid
           AND i.indkey[0] = a.attnum
           AND i.indisvalid
           AND i.indpred IS NULL) AS unindexed
FROM pg_catalog.pg_attribute a
WHERE a.attrelid = ?::regclass
  AND a.attname = (pg_catalog.parse_ident(?))[1]
