ALTER TABLE boat NO INHERIT vessel;

ALTER TABLE vessel ALTER COLUMN sails TYPE integer;

ALTER TABLE boat DROP COLUMN sails;

ALTER TABLE log DETACH PARTITION log_2026;

DROP TABLE log;

-- recreates the structure; the rows of log are gone
CREATE TABLE log (
  id integer,
  at date
) PARTITION BY RANGE (at);

ALTER TABLE log ATTACH PARTITION log_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- recreates the structure; the values of vehicle.wheels are gone
ALTER TABLE vehicle ADD COLUMN wheels integer;

-- recreates the structure; the values of boat.wheels are gone
ALTER TABLE boat ADD COLUMN wheels integer;

ALTER TABLE boat INHERIT vehicle;
