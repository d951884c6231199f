LOCK TABLE log_24;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_24_0_moved ON COMMIT DROP AS SELECT * FROM log_24_0;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_24_1_moved ON COMMIT DROP AS SELECT * FROM log_24_1;

ALTER TABLE log_24 DETACH PARTITION log_24_0;

DROP TABLE log_24_0;

ALTER TABLE log_24 DETACH PARTITION log_24_1;

DROP TABLE log_24_1;

ALTER TABLE log DETACH PARTITION log_24;

DROP TABLE log_24;

CREATE TABLE log_24 PARTITION OF log FOR VALUES IN (2024);

INSERT INTO log_24 (id, year) OVERRIDING SYSTEM VALUE SELECT id, year FROM pg_temp.log_24_0_moved;

INSERT INTO log_24 (id, year) OVERRIDING SYSTEM VALUE SELECT id, year FROM pg_temp.log_24_1_moved;
