ALTER TABLE t DROP CONSTRAINT ck_own;

ALTER TABLE t DROP CONSTRAINT ck_late;

ALTER TABLE t DROP CONSTRAINT ck_b;

ALTER TABLE t DROP CONSTRAINT ck_a;

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (a < 1000);
ALTER TABLE t ADD CONSTRAINT ck_gone CHECK (a < 1000);

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (a > 0);
ALTER TABLE t ADD CONSTRAINT ck_a CHECK (a > 0);
