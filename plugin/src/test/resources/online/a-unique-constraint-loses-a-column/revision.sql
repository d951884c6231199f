-- a unique constraint loses a column
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of account have the same email
--   SELECT email, count(*) FROM account GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY uk_account_email ON account (email);

-- migrate:up
ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE USING INDEX uk_account_email;

ALTER TABLE account DROP CONSTRAINT uk_account_email_tenant;

-- migrate:up nothing
-- step 3 does something only on downgrade

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of account have the same email and tenant
--   SELECT email, tenant, count(*) FROM account GROUP BY email, tenant HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY uk_account_email_tenant ON account (email, tenant);

-- migrate:down
ALTER TABLE account ADD CONSTRAINT uk_account_email_tenant UNIQUE USING INDEX uk_account_email_tenant;

ALTER TABLE account DROP CONSTRAINT uk_account_email;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS uk_account_email;
