LOCK TABLE log_24;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_24_moved ON COMMIT DROP AS SELECT * FROM log_24;

ALTER TABLE log DETACH PARTITION log_24;

DROP TABLE log_24;

CREATE TABLE log_24 PARTITION OF log FOR VALUES IN (2024) PARTITION BY HASH (id);

CREATE TABLE log_24_1 PARTITION OF log_24 FOR VALUES WITH (modulus 2, remainder 1);

CREATE TABLE log_24_0 PARTITION OF log_24 FOR VALUES WITH (modulus 2, remainder 0);

INSERT INTO log_24 (id, year) OVERRIDING SYSTEM VALUE SELECT id, year FROM pg_temp.log_24_moved;
