-- a required column of a partitioned table
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: event.source is NOT NULL without a default; rows that are there get 'web'
--   SELECT count(*) FROM event;
ALTER TABLE event ADD COLUMN source text;

ALTER TABLE event ALTER COLUMN source SET DEFAULT 'web';

-- warning new-check-on-existing: fails while a row of event does not meet the check
--   SELECT count(*) FROM event WHERE NOT (id > 0);
ALTER TABLE event ADD CONSTRAINT ck_event CHECK (id > 0) NOT VALID;

-- migrate:up batch key=ctid size=5000 pause=100ms
UPDATE event_2025
SET source = 'web'
WHERE ctid BETWEEN :from AND :to AND source IS NULL;

-- migrate:up batch key=ctid size=5000 pause=100ms
UPDATE event_2026_0
SET source = 'web'
WHERE ctid BETWEEN :from AND :to AND source IS NULL;

-- migrate:up batch key=ctid size=5000 pause=100ms
UPDATE event_2026_1
SET source = 'web'
WHERE ctid BETWEEN :from AND :to AND source IS NULL;

-- migrate:up
ALTER TABLE event ADD CONSTRAINT event_source_present CHECK (source IS NOT NULL) NOT VALID;

-- migrate:up batch key=ctid size=5000 pause=100ms
-- Once more: rows that others wrote before the check was there.
UPDATE event_2025
SET source = 'web'
WHERE ctid BETWEEN :from AND :to AND source IS NULL;

-- migrate:up batch key=ctid size=5000 pause=100ms
-- Once more: rows that others wrote before the check was there.
UPDATE event_2026_0
SET source = 'web'
WHERE ctid BETWEEN :from AND :to AND source IS NULL;

-- migrate:up batch key=ctid size=5000 pause=100ms
-- Once more: rows that others wrote before the check was there.
UPDATE event_2026_1
SET source = 'web'
WHERE ctid BETWEEN :from AND :to AND source IS NULL;

-- migrate:up
ALTER TABLE event VALIDATE CONSTRAINT event_source_present;

-- migrate:up
ALTER TABLE event ALTER COLUMN source SET NOT NULL;

ALTER TABLE event DROP CONSTRAINT event_source_present;

ALTER TABLE event ALTER COLUMN source DROP DEFAULT;

-- migrate:up
ALTER TABLE event VALIDATE CONSTRAINT ck_event;

-- migrate:down nothing x10
-- nothing to undo for steps 2 to 11

-- migrate:down
ALTER TABLE event DROP CONSTRAINT ck_event;

ALTER TABLE event DROP COLUMN source;
