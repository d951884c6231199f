-- drop an index of a partitioned table
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- also drops the indexes of the partitions; PostgreSQL has no CONCURRENTLY for it
DROP INDEX ix_event_kind;

-- migrate:up nothing x4
-- steps 2 to 5 do something only on downgrade

-- migrate:down no-transaction
CREATE INDEX CONCURRENTLY event_2025_kind_idx ON event_2025 (kind);

-- migrate:down no-transaction
CREATE INDEX CONCURRENTLY event_2026_0_kind_idx ON event_2026_0 (kind);

-- migrate:down no-transaction
CREATE INDEX CONCURRENTLY event_2026_1_kind_idx ON event_2026_1 (kind);

-- migrate:down
CREATE INDEX event_2026_kind_idx ON ONLY event_2026 (kind);

ALTER INDEX event_2026_kind_idx ATTACH PARTITION event_2026_0_kind_idx;

ALTER INDEX event_2026_kind_idx ATTACH PARTITION event_2026_1_kind_idx;

-- migrate:down
CREATE INDEX ix_event_kind ON ONLY event (kind);

ALTER INDEX ix_event_kind ATTACH PARTITION event_2025_kind_idx;

ALTER INDEX ix_event_kind ATTACH PARTITION event_2026_kind_idx;
