ALTER TABLE t DROP CONSTRAINT uk_a;

ALTER TABLE t DROP CONSTRAINT uk_c;

-- warning new-unique-on-existing: fails if two rows of t have the same a
--   SELECT a, count(*) FROM t GROUP BY a HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT uk_a UNIQUE NULLS NOT DISTINCT (a);

-- warning new-unique-on-existing: fails if two rows of t have the same b
--   SELECT b, count(*) FROM t WHERE b IS NOT NULL GROUP BY b HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT uk_b UNIQUE (b) WITH (fillfactor = 70);

-- warning new-unique-on-existing: fails if two rows of t have the same c
--   SELECT c, count(*) FROM t WHERE c IS NOT NULL GROUP BY c HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT uk_c UNIQUE (c) DEFERRABLE INITIALLY DEFERRED;
