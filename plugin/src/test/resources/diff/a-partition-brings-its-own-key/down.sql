LOCK TABLE fare;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE fare_2024_moved ON COMMIT DROP AS SELECT * FROM fare_2024;

ALTER TABLE fare DETACH PARTITION fare_2024;

INSERT INTO fare (day, line, price) SELECT day, line, price FROM pg_temp.fare_2024_moved;

DROP TABLE fare_2024;
