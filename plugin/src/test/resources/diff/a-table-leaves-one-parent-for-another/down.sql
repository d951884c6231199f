LOCK TABLE log;

-- warning new-check-on-existing: fails if a row of log_2026 fits no partition of log
--   SELECT count(*) FROM log_2026 WHERE (at >= '2026-01-01' AND at < '2027-01-01') IS NOT TRUE;
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_2026_moved ON COMMIT DROP AS SELECT * FROM log_2026 WHERE (at >= '2026-01-01' AND at < '2027-01-01') IS NOT TRUE;

DELETE FROM log_2026 WHERE (at >= '2026-01-01' AND at < '2027-01-01') IS NOT TRUE;

ALTER TABLE log DETACH PARTITION log_2026;

DROP TABLE log;

CREATE TABLE log (
  id integer,
  at date
) PARTITION BY RANGE (at);

ALTER TABLE log ATTACH PARTITION log_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

INSERT INTO log (id, at) SELECT id, at FROM pg_temp.log_2026_moved;

ALTER TABLE boat NO INHERIT vessel;

-- warning cast-can-fail: vessel.sails changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM vessel WHERE sails NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE vessel ALTER COLUMN sails TYPE integer;

ALTER TABLE boat DROP COLUMN sails;

-- recreates the structure, but cannot restore the values of vehicle.wheels
ALTER TABLE vehicle ADD COLUMN wheels integer;

-- recreates the structure, but cannot restore the values of boat.wheels
ALTER TABLE boat ADD COLUMN wheels integer;

ALTER TABLE boat INHERIT vehicle;
