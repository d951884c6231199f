-- warning new-unique-on-existing: fails if two rows of t have the same a
--   SELECT a, count(*) FROM t GROUP BY a HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (a);
