-- create account
--
-- revision: 0a1b2c3d4e5f
-- parent:   none
-- created:  2026-11-01T09:00:00Z

-- migrate:up
CREATE TABLE account (id bigint PRIMARY KEY);

-- migrate:down
DROP TABLE account;
