-- create account
--
-- revision: 0a1b2c3d4e5f
-- created:  2026-11-01T09:00:00Z

-- migrate:up
CREATE TABLE account (id bigint);

-- migrate:down
DROP TABLE account;
