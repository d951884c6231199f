-- a key of a partitioned table
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of event have the same id and day
--   SELECT id, day, count(*) FROM event GROUP BY id, day HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY event_2025_pkey ON event_2025 (id, day);

-- migrate:up
ALTER TABLE event_2025 ADD CONSTRAINT event_2025_pkey PRIMARY KEY USING INDEX event_2025_pkey;

-- migrate:up no-transaction
CREATE UNIQUE INDEX CONCURRENTLY event_2026_0_pkey ON event_2026_0 (id, day);

-- migrate:up
ALTER TABLE event_2026_0 ADD CONSTRAINT event_2026_0_pkey PRIMARY KEY USING INDEX event_2026_0_pkey;

-- migrate:up no-transaction
CREATE UNIQUE INDEX CONCURRENTLY event_2026_1_pkey ON event_2026_1 (id, day);

-- migrate:up
ALTER TABLE event_2026_1 ADD CONSTRAINT event_2026_1_pkey PRIMARY KEY USING INDEX event_2026_1_pkey;

-- migrate:up
ALTER TABLE ONLY event_2026 ADD CONSTRAINT event_2026_pkey PRIMARY KEY (id, day);

ALTER INDEX event_2026_pkey ATTACH PARTITION event_2026_0_pkey;

ALTER INDEX event_2026_pkey ATTACH PARTITION event_2026_1_pkey;

-- migrate:up
ALTER TABLE ONLY event ADD CONSTRAINT event_pkey PRIMARY KEY (id, day);

ALTER INDEX event_pkey ATTACH PARTITION event_2025_pkey;

ALTER INDEX event_pkey ATTACH PARTITION event_2026_pkey;

-- migrate:down
ALTER TABLE event DROP CONSTRAINT event_pkey;

-- migrate:down
ALTER TABLE event_2026 DROP CONSTRAINT IF EXISTS event_2026_pkey;

-- migrate:down
ALTER TABLE event_2026_1 DROP CONSTRAINT IF EXISTS event_2026_1_pkey;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS event_2026_1_pkey;

-- migrate:down
ALTER TABLE event_2026_0 DROP CONSTRAINT IF EXISTS event_2026_0_pkey;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS event_2026_0_pkey;

-- migrate:down
ALTER TABLE event_2025 DROP CONSTRAINT IF EXISTS event_2025_pkey;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS event_2025_pkey;
