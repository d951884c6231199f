-- unique constraints change names
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of account have the same email
--   SELECT email, count(*) FROM account GROUP BY email HAVING count(*) > 1;
-- warning new-unique-on-existing: fails if two rows of account have the same id and tenant
--   SELECT id, tenant, count(*) FROM account GROUP BY id, tenant HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_two_new ON account (email) INCLUDE (id);

-- migrate:up no-transaction
CREATE UNIQUE INDEX CONCURRENTLY uk_one_new ON account (id, tenant) INCLUDE (email);

-- migrate:up
ALTER TABLE account ADD CONSTRAINT uk_one_new UNIQUE USING INDEX uk_one_new;

-- migrate:up no-transaction
DROP INDEX CONCURRENTLY ux_two;

-- migrate:up
ALTER TABLE account DROP CONSTRAINT uk_one;

-- migrate:up nothing
-- step 6 does something only on downgrade

-- migrate:up
ALTER INDEX ux_two_new RENAME TO ux_two;

ALTER TABLE account RENAME CONSTRAINT uk_one_new TO uk_one;

-- migrate:down
ALTER TABLE account RENAME CONSTRAINT uk_one TO uk_one_new;

ALTER INDEX ux_two RENAME TO ux_two_new;

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of account have the same id and tenant
--   SELECT id, tenant, count(*) FROM account GROUP BY id, tenant HAVING count(*) > 1;
-- warning new-unique-on-existing: fails if two rows of account have the same email
--   SELECT email, count(*) FROM account GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY uk_one ON account (email);

-- migrate:down
ALTER TABLE account ADD CONSTRAINT uk_one UNIQUE USING INDEX uk_one;

-- migrate:down no-transaction
CREATE UNIQUE INDEX CONCURRENTLY ux_two ON account (id, tenant);

-- migrate:down
ALTER TABLE account DROP CONSTRAINT uk_one_new;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS uk_one_new;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ux_two_new;
