-- create payment
--
-- revision: 2a1b2c3d4e5f
-- parent:   1a1b2c3d4e5f
-- created:  2026-11-01T11:00:00Z

-- migrate:up
CREATE TABLE payment (id bigint PRIMARY KEY);

-- migrate:down
DROP TABLE payment;
