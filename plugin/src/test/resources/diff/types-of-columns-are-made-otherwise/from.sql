CREATE TYPE inner_part AS (x integer, y text);
CREATE TYPE outer_part AS (label text, part inner_part);
CREATE TYPE span AS RANGE (subtype = integer);
CREATE SCHEMA other;
CREATE TYPE gap AS RANGE (subtype = integer, multirange_type_name = other."My Gaps");
CREATE TABLE t (a inner_part, b outer_part, s span, several span[], g gap, EXCLUDE USING gist (s WITH &&));
INSERT INTO t VALUES ((1, 'one'), ('l', (2, 'two')), '[1,5)', ARRAY['[1,2)'::span], '[7,8)'), (NULL, NULL, NULL, NULL, NULL);
