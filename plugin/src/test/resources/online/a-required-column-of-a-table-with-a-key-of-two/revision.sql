-- a required column of a table with a key of two
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TABLE item ADD COLUMN seen timestamptz;

ALTER TABLE item ALTER COLUMN seen SET DEFAULT clock_timestamp();

-- migrate:up batch key=tenant,"No" size=5000 pause=100ms
UPDATE item
SET seen = DEFAULT
WHERE (tenant, "No") BETWEEN :from AND :to AND seen IS NULL;

-- migrate:up
ALTER TABLE item ADD CONSTRAINT item_seen_present CHECK (seen IS NOT NULL) NOT VALID;

-- migrate:up
ALTER TABLE item VALIDATE CONSTRAINT item_seen_present;

-- migrate:up
ALTER TABLE item ALTER COLUMN seen SET NOT NULL;

ALTER TABLE item DROP CONSTRAINT item_seen_present;

-- migrate:down nothing x4
-- nothing to undo for steps 2 to 5

-- migrate:down
ALTER TABLE item DROP COLUMN seen;
