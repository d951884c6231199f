ALTER TABLE t DROP CONSTRAINT ck_a;

ALTER TABLE t DROP CONSTRAINT ck_gone;

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (a > 1);
ALTER TABLE t ADD CONSTRAINT ck_a CHECK (a > 1);

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (b IN ('x', 'y'));
ALTER TABLE t ADD CONSTRAINT ck_b CHECK (b IN ('x', 'y'));

ALTER TABLE t ADD CONSTRAINT ck_late CHECK (a < 50) NOT VALID;

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (a <> 7);
ALTER TABLE t ADD CONSTRAINT ck_own CHECK (a <> 7) NO INHERIT;
