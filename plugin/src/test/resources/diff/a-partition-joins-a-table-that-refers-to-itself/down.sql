ALTER TABLE part DETACH PARTITION part_25;

ALTER TABLE part_25 DROP CONSTRAINT IF EXISTS belongs;

-- warning new-foreign-key-on-existing: fails if a row of part_24 refers to no row of part
--   SELECT count(*) FROM part_24 c WHERE c.whole IS NOT NULL AND c.year IS NOT NULL AND NOT EXISTS (SELECT FROM part p WHERE p.id = c.whole AND p.year = c.year);
ALTER TABLE part ATTACH PARTITION part_24 FOR VALUES IN (2024);
