CREATE TABLE log (id int, at date, CONSTRAINT log_key UNIQUE (id, at) WITH (fillfactor = 80)) PARTITION BY RANGE (at);
CREATE INDEX by_date ON log (at);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
