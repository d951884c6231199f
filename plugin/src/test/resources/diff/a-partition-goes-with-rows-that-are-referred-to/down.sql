DROP TABLE note;

-- recreates the structure, but cannot restore the rows of log
CREATE TABLE log (
  id integer NOT NULL,
  at date NOT NULL,
  previous_id integer,
  previous_at date,
  CONSTRAINT log_pkey PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);

-- recreates the structure, but cannot restore the rows of log_2026
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

ALTER TABLE log ADD CONSTRAINT log_previous FOREIGN KEY (previous_id, previous_at) REFERENCES log (id, at);
