CREATE TYPE inner_part AS (x bigint, z text, y text);
CREATE TYPE outer_part AS (label text, part inner_part);
CREATE TYPE span AS RANGE (subtype = bigint);
CREATE TABLE t (a inner_part, b outer_part, s span, several span[], EXCLUDE USING gist (s WITH &&));
