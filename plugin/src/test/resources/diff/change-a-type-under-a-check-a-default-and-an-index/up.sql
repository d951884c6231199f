ALTER TABLE t DROP CONSTRAINT ck_a;

DROP INDEX ix_a;

ALTER TABLE t DROP COLUMN b;

ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE bigint,
  ALTER COLUMN a SET DEFAULT 5;

ALTER TABLE t ADD COLUMN b integer GENERATED ALWAYS AS (a * 2) STORED;

CREATE INDEX ix_a ON t (a) WHERE a > 10;

-- warning new-check-on-existing: fails if a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (a > 0);
ALTER TABLE t ADD CONSTRAINT ck_a CHECK (a > 0);
