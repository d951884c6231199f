CREATE COLLATION names (provider = icu, locale = 'de');
CREATE DOMAIN code AS varchar(10);
CREATE DOMAIN short_code AS code CHECK (length(VALUE) < 8);
COMMENT ON DOMAIN short_code IS 'kept';
CREATE TYPE spot AS (x integer, y integer);
CREATE TABLE part (
  code short_code DEFAULT 'none' NOT NULL,
  others code[],
  name text COLLATE names,
  places spot[]
);
CREATE INDEX part_code ON part (code) WHERE code <> 'none';
CREATE VIEW named AS SELECT code, name FROM part;
CREATE FUNCTION other(code) RETURNS code LANGUAGE sql IMMUTABLE AS 'SELECT $1';
INSERT INTO part VALUES ('a', '{b,c}', 'n', ARRAY[ROW(1, 2)::spot]);
