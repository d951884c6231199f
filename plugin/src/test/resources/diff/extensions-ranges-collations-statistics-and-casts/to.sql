CREATE EXTENSION citext;
CREATE TYPE float_range AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE COLLATION plain FROM "C";
CREATE TYPE mood AS ENUM ('HAPPY', 'SAD');
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
CREATE TABLE t (
  a integer,
  b integer,
  name text,
  state varchar(10),
  email citext,
  span float_range,
  label text COLLATE plain
);
CREATE STATISTICS st_a_b (dependencies) ON a, b FROM t;
CREATE PUBLICATION feed FOR TABLE t WITH (publish = 'insert, update');
