-- a unique index has another predicate
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of account in the index have the same email
--   SELECT email, count(*) FROM account WHERE tenant > 1 GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_account_email_new ON account (email) WHERE tenant > 1;

-- migrate:up no-transaction
DROP INDEX CONCURRENTLY ux_account_email;

-- migrate:up
ALTER INDEX ux_account_email_new RENAME TO ux_account_email;

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of account in the index have the same id and tenant
--   SELECT id, tenant, count(*) FROM account WHERE tenant > 0 GROUP BY id, tenant HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_account_id_tenant ON account (id, tenant) WHERE tenant > 0;

-- migrate:up no-transaction
DROP INDEX CONCURRENTLY ux_account_tenant;

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of account have the same tenant and id
--   SELECT tenant, id, count(*) FROM account GROUP BY tenant, id HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_account_tenant ON account (tenant, id);

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ux_account_id_tenant;

-- migrate:down
ALTER INDEX ux_account_email RENAME TO ux_account_email_new;

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of account in the index have the same email
--   SELECT email, count(*) FROM account WHERE tenant > 0 GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_account_email ON account (email) WHERE tenant > 0;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ux_account_email_new;
