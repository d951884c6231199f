CREATE TABLE log (id bigint, created date NOT NULL, PRIMARY KEY (id, created)) PARTITION BY RANGE (created);
CREATE INDEX ix_created ON log (created);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE log_rest PARTITION OF log DEFAULT;
