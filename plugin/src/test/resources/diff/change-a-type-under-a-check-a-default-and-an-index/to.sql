CREATE TABLE t (
  a bigint DEFAULT 5 CONSTRAINT ck_a CHECK (a > 0),
  b integer GENERATED ALWAYS AS (a * 2) STORED
);
CREATE INDEX ix_a ON t (a) WHERE a > 10;
