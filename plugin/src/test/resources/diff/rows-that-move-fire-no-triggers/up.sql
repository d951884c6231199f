LOCK TABLE log;

-- warning new-check-on-existing: fails if a row of log fits no partition of log
--   SELECT count(*) FROM log WHERE ((at >= '2025-01-01') OR (at < '2025-01-01')) IS NOT TRUE;
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_moved ON COMMIT DROP AS SELECT * FROM log;

DROP TABLE log;

CREATE TABLE log (
  at date NOT NULL,
  line text
) PARTITION BY RANGE (at);

CREATE TABLE log_new PARTITION OF log FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);

CREATE TABLE log_old PARTITION OF log FOR VALUES FROM (MINVALUE) TO ('2025-01-01');

LOCK TABLE reading;

-- Rows only move to another partition: no trigger may fire.
ALTER TABLE reading DISABLE TRIGGER audit_reading;

ALTER TABLE rest DISABLE TRIGGER audit_rest;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE early_moved ON COMMIT DROP AS SELECT * FROM early WHERE (at >= '2024-01-01' AND at < '2024-07-01') IS NOT TRUE;

DELETE FROM early WHERE (at >= '2024-01-01' AND at < '2024-07-01') IS NOT TRUE;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE rest_moved ON COMMIT DROP AS SELECT * FROM rest WHERE (at >= '2024-01-01' AND at < '2024-07-01') OR (at >= '2024-07-01' AND at < '2026-01-01') OR (at >= '2026-01-01' AND at < '2027-01-01');

DELETE FROM rest WHERE (at >= '2024-01-01' AND at < '2024-07-01') OR (at >= '2024-07-01' AND at < '2026-01-01') OR (at >= '2026-01-01' AND at < '2027-01-01');

ALTER TABLE reading ENABLE TRIGGER audit_reading;

ALTER TABLE rest ENABLE ALWAYS TRIGGER audit_rest;

ALTER TABLE reading DETACH PARTITION early;

ALTER TABLE reading DETACH PARTITION late;

CREATE TABLE next PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

ALTER TABLE reading ATTACH PARTITION early FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');

ALTER TABLE reading ATTACH PARTITION late FOR VALUES FROM ('2024-07-01') TO ('2026-01-01');

-- Rows only move to another partition: no trigger may fire.
ALTER TABLE late DISABLE TRIGGER audit_late_rows;

ALTER TABLE reading DISABLE TRIGGER audit_all;

ALTER TABLE reading DISABLE TRIGGER audit_reading;

INSERT INTO reading (at, value) SELECT at, value FROM pg_temp.early_moved;

INSERT INTO reading (at, value) SELECT at, value FROM pg_temp.rest_moved;

-- Make deferred checks now: PostgreSQL alters no table before.
SET CONSTRAINTS ALL IMMEDIATE;

ALTER TABLE late ENABLE TRIGGER audit_late_rows;

ALTER TABLE reading ENABLE TRIGGER audit_all;

ALTER TABLE reading ENABLE TRIGGER audit_reading;

CREATE TRIGGER audit_log AFTER INSERT OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION audits();

-- Rows only move to another partition: no trigger may fire.
ALTER TABLE log DISABLE TRIGGER audit_log;

INSERT INTO log (at, line) SELECT at, line FROM pg_temp.log_moved;

ALTER TABLE log ENABLE TRIGGER audit_log;
