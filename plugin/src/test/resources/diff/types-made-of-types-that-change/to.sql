CREATE COLLATION names (provider = icu, locale = 'sv');
CREATE DOMAIN code AS varchar(20);
CREATE DOMAIN short_code AS code CHECK (length(VALUE) < 8);
COMMENT ON DOMAIN short_code IS 'kept';
CREATE TYPE size AS ENUM ('xs', 's', 'm', 'l');
CREATE DOMAIN big AS size CHECK (VALUE <> 's');
CREATE DOMAIN biggest AS big;
CREATE TYPE carton AS (size size, sizes size[]);
CREATE TYPE crate AS (carton carton, lid biggest);
CREATE TYPE spot AS (x bigint, y bigint);
CREATE TABLE part (
  code short_code DEFAULT 'none' NOT NULL,
  others code[],
  name text COLLATE names,
  places spot[],
  size big DEFAULT 'm' NOT NULL,
  cartons carton[],
  crate crate
);
CREATE INDEX part_code ON part (code) WHERE code <> 'none';
CREATE VIEW named AS SELECT code, name, crate FROM part;
CREATE FUNCTION other(code) RETURNS code LANGUAGE sql IMMUTABLE AS 'SELECT $1';
