ALTER TABLE reading_2026 DROP CONSTRAINT small;

DROP INDEX high;

ALTER TABLE reading ALTER COLUMN id DROP IDENTITY;

-- warning not-null-without-default: reading.note becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM reading WHERE note IS NULL;
-- warning server-default: the default changes from 0 to 1; existing rows keep their values
ALTER TABLE reading
  ALTER COLUMN note TYPE varchar(40),
  ALTER COLUMN value DROP DEFAULT,
  ALTER COLUMN value TYPE bigint,
  ALTER COLUMN value SET DEFAULT 1;

ALTER TABLE reading ALTER COLUMN note SET NOT NULL;

ALTER TABLE reading_2026 ALTER COLUMN value SET DEFAULT 7;

CREATE INDEX high ON reading_2026 (value) WHERE value > 50;

-- warning new-check-on-existing: fails if a row of reading_2026 does not meet the check
--   SELECT count(*) FROM reading_2026 WHERE NOT (value < 100);
ALTER TABLE reading_2026 ADD CONSTRAINT small CHECK (value < 100);
