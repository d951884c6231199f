CREATE TABLE log (id int, at date, CONSTRAINT log_key UNIQUE (id, at)) PARTITION BY RANGE (at);
CREATE INDEX by_date ON log (at) WITH (fillfactor = 60);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
