-- an index of a partitioned table
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
CREATE INDEX CONCURRENTLY event_2025_kind_idx ON event_2025 (kind);

-- migrate:up no-transaction
CREATE INDEX CONCURRENTLY event_2026_0_kind_idx ON event_2026_0 (kind);

-- migrate:up no-transaction
CREATE INDEX CONCURRENTLY event_2026_1_kind_idx ON event_2026_1 (kind);

-- migrate:up
CREATE INDEX event_2026_kind_idx ON ONLY event_2026 (kind);

ALTER INDEX event_2026_kind_idx ATTACH PARTITION event_2026_0_kind_idx;

ALTER INDEX event_2026_kind_idx ATTACH PARTITION event_2026_1_kind_idx;

-- migrate:up
CREATE INDEX ix_event_kind ON ONLY event (kind);

ALTER INDEX ix_event_kind ATTACH PARTITION event_2025_kind_idx;

ALTER INDEX ix_event_kind ATTACH PARTITION event_2026_kind_idx;

-- migrate:down
-- also drops the indexes of the partitions; PostgreSQL has no CONCURRENTLY for it
DROP INDEX ix_event_kind;

-- migrate:down
-- also drops the indexes of the partitions; PostgreSQL has no CONCURRENTLY for it
DROP INDEX IF EXISTS event_2026_kind_idx;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS event_2026_1_kind_idx;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS event_2026_0_kind_idx;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS event_2025_kind_idx;
