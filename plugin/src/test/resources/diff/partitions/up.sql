CREATE TABLE log (
  id bigint NOT NULL,
  created date NOT NULL,
  CONSTRAINT log_pkey PRIMARY KEY (id, created)
) PARTITION BY RANGE (created);

CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE log_rest PARTITION OF log DEFAULT;

CREATE INDEX ix_created ON log (created);
