CREATE TABLE fare_2024 (
  day date NOT NULL,
  line integer NOT NULL,
  price numeric,
  CONSTRAINT fare_2024_pkey PRIMARY KEY (day, line)
);

LOCK TABLE fare;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE fare_old_moved ON COMMIT DROP AS SELECT * FROM fare_old WHERE day >= '2024-01-01' AND day < '2025-01-01';

DELETE FROM fare_old WHERE day >= '2024-01-01' AND day < '2025-01-01';

ALTER TABLE fare ATTACH PARTITION fare_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

INSERT INTO fare (day, line, price) SELECT day, line, price FROM pg_temp.fare_old_moved;
