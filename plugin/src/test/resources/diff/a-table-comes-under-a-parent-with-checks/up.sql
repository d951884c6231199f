ALTER TABLE thing DROP CONSTRAINT thing_id;

ALTER TABLE vehicle DROP CONSTRAINT few_wheels;

-- warning new-check-on-existing: fails if a row of boat does not meet the check
--   SELECT count(*) FROM boat WHERE NOT (id > 0);
-- warning new-check-on-existing: fails if a row of boat does not meet the check
--   SELECT count(*) FROM boat WHERE NOT (wheels < 20);
ALTER TABLE boat INHERIT vehicle;

ALTER TABLE vehicle ADD CONSTRAINT few_wheels CHECK (wheels < 20);

COMMENT ON CONSTRAINT few_wheels ON vehicle IS 'not a centipede';

ALTER TABLE thing ADD CONSTRAINT thing_id CHECK (id > 0);

ALTER TABLE car NO INHERIT vehicle;

ALTER TABLE car DROP CONSTRAINT thing_id;

ALTER TABLE car DROP CONSTRAINT few_wheels;

ALTER TABLE log DETACH PARTITION log_2025;

ALTER TABLE log_2025 DROP CONSTRAINT log_id;

-- warning new-check-on-existing: fails if a row of log_2026 does not meet the check
--   SELECT count(*) FROM log_2026 WHERE NOT (id > 0);
ALTER TABLE log_2026 ADD CONSTRAINT log_id CHECK (id > 0);

ALTER TABLE log ATTACH PARTITION log_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
