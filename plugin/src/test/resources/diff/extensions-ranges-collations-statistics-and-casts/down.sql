DROP PUBLICATION feed;

DROP CAST (character varying AS public.mood);

DROP STATISTICS st_a_b;

ALTER TABLE t DROP COLUMN span;

ALTER TABLE t DROP COLUMN label;

ALTER TABLE t DROP COLUMN email;

DROP TYPE float_range;

DROP TYPE mood;

DROP COLLATION plain;

DROP EXTENSION citext;
