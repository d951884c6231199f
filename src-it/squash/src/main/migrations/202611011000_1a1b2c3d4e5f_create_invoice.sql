-- create invoice
--
-- revision: 1a1b2c3d4e5f
-- parent:   0a1b2c3d4e5f
-- created:  2026-11-01T10:00:00Z

-- migrate:up
CREATE TABLE invoice (id bigint PRIMARY KEY);

-- migrate:down
DROP TABLE invoice;
