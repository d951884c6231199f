-- an exclusion constraint under another name
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning long-lock: builds an index while nobody can write to booking
ALTER TABLE booking ADD CONSTRAINT no_overlap_unless_cancelled EXCLUDE USING gist (during WITH &&) WHERE (NOT cancelled);

-- migrate:up
ALTER TABLE booking DROP CONSTRAINT no_overlap;

-- migrate:down
-- warning long-lock: builds an index while nobody can write to booking
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);

-- migrate:down
ALTER TABLE booking DROP CONSTRAINT no_overlap_unless_cancelled;
