-- add a required column to a table without a key
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: line.state is NOT NULL without a default; rows that are there get 'new'
--   SELECT count(*) FROM line;
ALTER TABLE line ADD COLUMN state text;

ALTER TABLE line ALTER COLUMN state SET DEFAULT 'new';

-- migrate:up batch key=ctid size=5000 pause=100ms
UPDATE line
SET state = 'new'
WHERE ctid BETWEEN :from AND :to AND state IS NULL;

-- migrate:up
ALTER TABLE line ADD CONSTRAINT line_state_present CHECK (state IS NOT NULL) NOT VALID;

-- migrate:up batch key=ctid size=5000 pause=100ms
-- Once more: rows that others wrote before the check was there.
UPDATE line
SET state = 'new'
WHERE ctid BETWEEN :from AND :to AND state IS NULL;

-- migrate:up
ALTER TABLE line VALIDATE CONSTRAINT line_state_present;

-- migrate:up
ALTER TABLE line ALTER COLUMN state SET NOT NULL;

ALTER TABLE line DROP CONSTRAINT line_state_present;

ALTER TABLE line ALTER COLUMN state DROP DEFAULT;

-- migrate:down nothing x5
-- nothing to undo for steps 2 to 6

-- migrate:down
ALTER TABLE line DROP COLUMN state;
