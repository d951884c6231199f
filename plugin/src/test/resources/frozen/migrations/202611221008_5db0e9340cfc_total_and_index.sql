-- total and index
--
-- revision: 5db0e9340cfc
-- parent:   04b38dd7aee4
-- created:  2026-11-22T10:08:00Z

-- migrate:up
ALTER TABLE orders ADD COLUMN total numeric(12,2);

-- migrate:up no-transaction
CREATE INDEX CONCURRENTLY ix_orders_account ON orders (account_id);

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ix_orders_account;

-- migrate:down
ALTER TABLE orders DROP COLUMN total;
