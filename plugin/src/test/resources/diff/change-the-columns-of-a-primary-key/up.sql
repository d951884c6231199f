-- warning primary-key-change: table t loses its primary key; what refers to rows by it must follow
ALTER TABLE t DROP CONSTRAINT t_pkey;

-- warning new-unique-on-existing: fails while rows of t have equal a, b
--   SELECT a, b, count(*) FROM t GROUP BY a, b HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (a, b);
