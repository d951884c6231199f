ALTER TABLE boat NO INHERIT vehicle;

-- warning data-loss: drops column boat.wheels with its values
--   SELECT count(*) FROM boat WHERE wheels IS NOT NULL;
ALTER TABLE boat DROP COLUMN wheels;

-- warning data-loss: drops column vehicle.wheels with its values
--   SELECT count(*) FROM vehicle WHERE wheels IS NOT NULL;
ALTER TABLE vehicle DROP COLUMN wheels;

ALTER TABLE log DETACH PARTITION log_2026;

-- warning data-loss: drops table log with its rows
--   SELECT count(*) FROM log;
DROP TABLE log;

CREATE TABLE log (
  id integer,
  at date
) PARTITION BY LIST (at);

ALTER TABLE log ATTACH PARTITION log_2026 FOR VALUES IN ('2026-01-01');

ALTER TABLE boat ADD COLUMN sails bigint;

ALTER TABLE vessel ALTER COLUMN sails TYPE bigint;

ALTER TABLE boat INHERIT vessel;
