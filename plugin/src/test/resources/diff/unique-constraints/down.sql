ALTER TABLE t DROP CONSTRAINT uk_c;

ALTER TABLE t DROP CONSTRAINT uk_b;

ALTER TABLE t DROP CONSTRAINT uk_a;

-- warning new-unique-on-existing: fails if two rows of t have the same c
--   SELECT c, count(*) FROM t WHERE c IS NOT NULL GROUP BY c HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT uk_c UNIQUE (c);

-- warning new-unique-on-existing: fails if two rows of t have the same a
--   SELECT a, count(*) FROM t WHERE a IS NOT NULL GROUP BY a HAVING count(*) > 1;
ALTER TABLE t ADD CONSTRAINT uk_a UNIQUE (a);
