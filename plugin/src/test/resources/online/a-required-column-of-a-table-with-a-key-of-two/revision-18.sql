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
ALTER TABLE item ADD CONSTRAINT item_seen_not_null NOT NULL seen NOT VALID;

-- migrate:up
ALTER TABLE item VALIDATE CONSTRAINT item_seen_not_null;

-- migrate:down nothing x3
-- nothing to undo for steps 2 to 4

-- migrate:down
ALTER TABLE item DROP COLUMN seen;
