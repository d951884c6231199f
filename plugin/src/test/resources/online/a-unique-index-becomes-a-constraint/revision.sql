-- a unique index becomes a constraint
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TABLE account ADD CONSTRAINT account_phone UNIQUE USING INDEX account_phone;

COMMENT ON CONSTRAINT account_phone ON account IS 'one account for a number';

ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE USING INDEX ux_account_email;

COMMENT ON INDEX uk_account_email IS NULL;

-- migrate:up nothing x2
-- steps 2 and 3 do something only on downgrade

-- migrate:down no-transaction
CREATE UNIQUE INDEX CONCURRENTLY ux_account_email ON account (email);

-- migrate:down no-transaction
CREATE UNIQUE INDEX CONCURRENTLY account_phone_new ON account (phone) INCLUDE (email);

-- migrate:down
ALTER TABLE account DROP CONSTRAINT uk_account_email;

COMMENT ON INDEX ux_account_email IS 'one account for an address';

ALTER TABLE account DROP CONSTRAINT account_phone;

ALTER INDEX account_phone_new RENAME TO account_phone;
