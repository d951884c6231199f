-- a required column of a partitioned table
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: event.source is NOT NULL without a default; existing rows get 'web'
--   SELECT count(*) FROM event;
ALTER TABLE event ADD COLUMN source text DEFAULT 'web' NOT NULL;

ALTER TABLE event ALTER COLUMN source DROP DEFAULT;

-- warning new-check-on-existing: fails if a row of event does not meet the check
--   SELECT count(*) FROM event WHERE NOT (id > 0);
ALTER TABLE event ADD CONSTRAINT ck_event CHECK (id > 0) NOT VALID;

-- migrate:up
ALTER TABLE event VALIDATE CONSTRAINT ck_event;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
ALTER TABLE event DROP CONSTRAINT ck_event;

ALTER TABLE event DROP COLUMN source;
