CREATE TYPE inner_part AS (x integer, y text);
CREATE TYPE outer_part AS (label text, part inner_part);
CREATE TYPE span AS RANGE (subtype = integer);
CREATE TABLE t (a inner_part, b outer_part, s span, several span[], EXCLUDE USING gist (s WITH &&));
INSERT INTO t VALUES ((1, 'one'), ('l', (2, 'two')), '[1,5)', ARRAY['[1,2)'::span]), (NULL, NULL, NULL, NULL);
