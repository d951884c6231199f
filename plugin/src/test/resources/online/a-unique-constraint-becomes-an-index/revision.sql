-- a unique constraint becomes an index
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
CREATE UNIQUE INDEX CONCURRENTLY account_phone_new ON account (phone) INCLUDE (email);

-- migrate:up
ALTER TABLE account DROP CONSTRAINT account_phone;

ALTER INDEX account_phone_new RENAME TO account_phone;

-- migrate:up no-transaction
CREATE UNIQUE INDEX CONCURRENTLY ux_account_email ON account (email);

-- migrate:up
ALTER TABLE account DROP CONSTRAINT uk_account_email;

COMMENT ON INDEX ux_account_email IS 'one account for an address';

-- migrate:down
ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE USING INDEX ux_account_email;

COMMENT ON INDEX uk_account_email IS NULL;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS ux_account_email;

-- migrate:down
ALTER TABLE account ADD CONSTRAINT account_phone UNIQUE USING INDEX account_phone;

COMMENT ON CONSTRAINT account_phone ON account IS 'one account for a number';

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS account_phone_new;
