ALTER TABLE log DETACH PARTITION log_2026;

ALTER TABLE log_2026 DROP CONSTRAINT log_id;

-- warning new-check-on-existing: fails if a row of log_2025 does not meet the check
--   SELECT count(*) FROM log_2025 WHERE NOT (id > 0);
ALTER TABLE log_2025 ADD CONSTRAINT log_id CHECK (id > 0);

ALTER TABLE log ATTACH PARTITION log_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

ALTER TABLE thing DROP CONSTRAINT thing_id;

ALTER TABLE vehicle DROP CONSTRAINT few_wheels;

-- warning new-check-on-existing: fails if a row of car does not meet the check
--   SELECT count(*) FROM car WHERE NOT (id > 0);
-- warning new-check-on-existing: fails if a row of car does not meet the check
--   SELECT count(*) FROM car WHERE NOT (wheels < 20);
ALTER TABLE car INHERIT vehicle;

ALTER TABLE vehicle ADD CONSTRAINT few_wheels CHECK (wheels < 20);

COMMENT ON CONSTRAINT few_wheels ON vehicle IS 'not a centipede';

ALTER TABLE thing ADD CONSTRAINT thing_id CHECK (id > 0);

ALTER TABLE boat NO INHERIT vehicle;

ALTER TABLE boat DROP CONSTRAINT thing_id;

ALTER TABLE boat DROP CONSTRAINT few_wheels;
