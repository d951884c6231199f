ALTER TABLE part DETACH PARTITION part_24;

ALTER TABLE part_24 DROP CONSTRAINT IF EXISTS belongs;

-- warning new-foreign-key-on-existing: fails if a row of part_25 refers to no row of part
--   SELECT count(*) FROM part_25 c WHERE c.whole IS NOT NULL AND c.year IS NOT NULL AND NOT EXISTS (SELECT FROM part p WHERE p.id = c.whole AND p.year = c.year);
-- warning foreign-key-without-index: no index of part_25 begins with (whole, year); each DELETE from part reads all of part_25
ALTER TABLE part ATTACH PARTITION part_25 FOR VALUES IN (2025);
