ALTER TABLE boat NO INHERIT vehicle;

-- warning data-loss: drops column boat.wheels with its values
--   SELECT count(*) FROM boat WHERE wheels IS NOT NULL;
ALTER TABLE boat DROP COLUMN wheels;

-- warning data-loss: drops column vehicle.wheels with its values
--   SELECT count(*) FROM vehicle WHERE wheels IS NOT NULL;
ALTER TABLE vehicle DROP COLUMN wheels;

ALTER TABLE boat ADD COLUMN sails bigint;

ALTER TABLE vessel ALTER COLUMN sails TYPE bigint;

ALTER TABLE boat INHERIT vessel;

LOCK TABLE log;

-- warning new-check-on-existing: fails if a row of log_2026 fits no partition of log
--   SELECT count(*) FROM log_2026 WHERE (at IN ('2026-01-01')) IS NOT TRUE;
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_2026_moved ON COMMIT DROP AS SELECT * FROM log_2026 WHERE (at IN ('2026-01-01')) IS NOT TRUE;

DELETE FROM log_2026 WHERE (at IN ('2026-01-01')) IS NOT TRUE;

ALTER TABLE log DETACH PARTITION log_2026;

DROP TABLE log;

CREATE TABLE log (
  id integer,
  at date
) PARTITION BY LIST (at);

ALTER TABLE log ATTACH PARTITION log_2026 FOR VALUES IN ('2026-01-01');

INSERT INTO log (id, at) SELECT id, at FROM pg_temp.log_2026_moved;
