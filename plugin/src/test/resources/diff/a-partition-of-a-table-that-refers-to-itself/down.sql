ALTER TABLE part DROP CONSTRAINT belongs;

LOCK TABLE part;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE "archive.part_26_moved" ON COMMIT DROP AS SELECT * FROM archive.part_26;

ALTER TABLE part DETACH PARTITION part_25;

ALTER TABLE part_25 DROP CONSTRAINT IF EXISTS belongs;

ALTER TABLE part DETACH PARTITION archive.part_26;

DROP TABLE archive.part_26;

-- warning cast-can-fail: part.whole changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM part WHERE whole NOT BETWEEN -2147483648 AND 2147483647;
-- warning cast-can-fail: part.id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM part WHERE id NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE part
  ALTER COLUMN whole TYPE integer,
  ALTER COLUMN id TYPE integer;

-- warning new-foreign-key-on-existing: fails if a row of part_24 refers to no row of part
--   SELECT count(*) FROM part_24 c WHERE c.whole IS NOT NULL AND c.year IS NOT NULL AND NOT EXISTS (SELECT FROM part p WHERE p.id = c.whole AND p.year = c.year);
ALTER TABLE part ATTACH PARTITION part_24 FOR VALUES IN (2024);

CREATE TABLE part_26 PARTITION OF part FOR VALUES IN (2026);

INSERT INTO part (id, year, whole) SELECT id, year, whole FROM pg_temp."archive.part_26_moved";

-- warning cast-can-fail: part_25.whole changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM part_25 WHERE whole NOT BETWEEN -2147483648 AND 2147483647;
-- warning cast-can-fail: part_25.id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM part_25 WHERE id NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE part_25
  ALTER COLUMN whole TYPE integer,
  ALTER COLUMN id TYPE integer;

-- warning new-foreign-key-on-existing: fails if a row of part refers to no row of part
--   SELECT count(*) FROM part c WHERE c.whole IS NOT NULL AND c.year IS NOT NULL AND NOT EXISTS (SELECT FROM part p WHERE p.id = c.whole AND p.year = c.year);
ALTER TABLE part ADD CONSTRAINT belongs FOREIGN KEY (whole, year) REFERENCES part (id, year);
