CREATE TABLE fare (day date NOT NULL, line int NOT NULL, price numeric) PARTITION BY RANGE (day);
CREATE UNIQUE INDEX fare_day_line ON fare (day, line);
CREATE TABLE fare_old PARTITION OF fare DEFAULT;
INSERT INTO fare VALUES ('2023-03-01', 4, 2.5);
