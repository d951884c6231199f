LOCK TABLE reading;

-- The rows only change their place: nothing to fire for.
ALTER TABLE reading DISABLE TRIGGER audit_reading;

ALTER TABLE rest DISABLE TRIGGER audit_rest;

-- Rows that belong to another partition afterwards.
CREATE TEMPORARY TABLE early_moved ON COMMIT DROP AS SELECT * FROM early WHERE (at >= '2024-01-01' AND at < '2024-07-01') IS NOT TRUE;

DELETE FROM early WHERE (at >= '2024-01-01' AND at < '2024-07-01') IS NOT TRUE;

-- Rows that belong to another partition afterwards.
CREATE TEMPORARY TABLE rest_moved ON COMMIT DROP AS SELECT * FROM rest WHERE (at >= '2024-01-01' AND at < '2024-07-01') OR (at >= '2024-07-01' AND at < '2026-01-01') OR (at >= '2026-01-01' AND at < '2027-01-01');

DELETE FROM rest WHERE (at >= '2024-01-01' AND at < '2024-07-01') OR (at >= '2024-07-01' AND at < '2026-01-01') OR (at >= '2026-01-01' AND at < '2027-01-01');

ALTER TABLE reading ENABLE TRIGGER audit_reading;

ALTER TABLE rest ENABLE ALWAYS TRIGGER audit_rest;

ALTER TABLE reading DETACH PARTITION early;

ALTER TABLE reading DETACH PARTITION late;

CREATE TABLE next PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

ALTER TABLE reading ATTACH PARTITION early FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');

ALTER TABLE reading ATTACH PARTITION late FOR VALUES FROM ('2024-07-01') TO ('2026-01-01');

-- The rows only change their place: nothing to fire for.
ALTER TABLE reading DISABLE TRIGGER audit_all;

ALTER TABLE reading DISABLE TRIGGER audit_reading;

INSERT INTO reading (at, value) SELECT at, value FROM pg_temp.early_moved;

INSERT INTO reading (at, value) SELECT at, value FROM pg_temp.rest_moved;

ALTER TABLE reading ENABLE TRIGGER audit_all;

ALTER TABLE reading ENABLE TRIGGER audit_reading;
