-- warning primary-key-change: table t loses its primary key; all that uses it must change
ALTER TABLE t DROP CONSTRAINT t_pkey;

-- warning new-unique-on-existing: fails if two rows of t have the same a and b
--   SELECT a, b, count(*) FROM t GROUP BY a, b HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (a, b);
