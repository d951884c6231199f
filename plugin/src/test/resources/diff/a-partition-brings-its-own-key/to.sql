CREATE TABLE fare (day date NOT NULL, line int NOT NULL, price numeric) PARTITION BY RANGE (day);
CREATE UNIQUE INDEX fare_day_line ON fare (day, line);
CREATE TABLE fare_old PARTITION OF fare DEFAULT;
CREATE TABLE fare_2024 (day date NOT NULL, line int NOT NULL, price numeric, PRIMARY KEY (day, line));
ALTER TABLE fare ATTACH PARTITION fare_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
