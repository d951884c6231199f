CREATE TABLE log (id int, at date, previous_id int, previous_at date, PRIMARY KEY (id, at),
  CONSTRAINT log_previous FOREIGN KEY (previous_id, previous_at) REFERENCES log (id, at))
  PARTITION BY RANGE (at);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO log VALUES (1, '2026-02-01', NULL, NULL), (2, '2026-02-02', 1, '2026-02-01');
