CREATE TABLE fare_2024 (
  day date NOT NULL,
  line integer NOT NULL,
  price numeric,
  CONSTRAINT fare_2024_pkey PRIMARY KEY (day, line)
);

ALTER TABLE fare ATTACH PARTITION fare_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
