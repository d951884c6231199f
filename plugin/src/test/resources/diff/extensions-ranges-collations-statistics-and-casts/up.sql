CREATE EXTENSION IF NOT EXISTS citext;

CREATE COLLATION plain (provider = libc, lc_collate = 'C', lc_ctype = 'C');

CREATE TYPE mood AS ENUM ('HAPPY', 'SAD');

CREATE TYPE float_range AS RANGE (
  SUBTYPE = double precision,
  SUBTYPE_DIFF = float8mi
);

ALTER TABLE t ADD COLUMN email citext;

ALTER TABLE t ADD COLUMN label text COLLATE plain;

ALTER TABLE t ADD COLUMN span float_range;

CREATE STATISTICS st_a_b (dependencies) ON a, b FROM t;

CREATE CAST (character varying AS mood) WITH INOUT AS IMPLICIT;

CREATE PUBLICATION feed FOR TABLE t WITH (publish = 'insert, update');
