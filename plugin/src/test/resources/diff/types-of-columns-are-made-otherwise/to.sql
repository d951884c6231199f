CREATE TYPE inner_part AS (x bigint, z text, y text);
CREATE TYPE outer_part AS (label text, part inner_part);
CREATE TYPE span AS RANGE (subtype = bigint);
CREATE SCHEMA other;
CREATE TYPE gap AS RANGE (subtype = bigint, multirange_type_name = other."My Gaps");
CREATE TABLE t (a inner_part, b outer_part, s span, several span[], g gap, EXCLUDE USING gist (s WITH &&));
