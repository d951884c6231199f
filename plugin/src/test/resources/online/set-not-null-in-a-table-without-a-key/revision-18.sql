-- set not null in a table without a key
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up batch key=ctid size=5000 pause=100ms
-- warning not-null-without-default: line.state becomes NOT NULL; rows without a value get 'new'
--   SELECT count(*) FROM line WHERE state IS NULL;
UPDATE line
SET state = 'new'
WHERE ctid BETWEEN :from AND :to AND state IS NULL;

-- migrate:up
ALTER TABLE line ADD CONSTRAINT line_state_not_null NOT NULL state NOT VALID;

-- migrate:up batch key=ctid size=5000 pause=100ms
-- Again, for rows that were written before the check existed.
UPDATE line
SET state = 'new'
WHERE ctid BETWEEN :from AND :to AND state IS NULL;

-- migrate:up
ALTER TABLE line VALIDATE CONSTRAINT line_state_not_null;

-- migrate:down nothing x2
-- nothing to undo for steps 3 and 4

-- migrate:down
ALTER TABLE line ALTER COLUMN state DROP NOT NULL;

-- migrate:down nothing
-- nothing to undo for step 1
