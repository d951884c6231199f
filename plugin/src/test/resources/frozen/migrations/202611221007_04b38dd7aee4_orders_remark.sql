-- orders.remark
--
-- revision: 04b38dd7aee4
-- parent:   5bba28da1b7e
-- created:  2026-11-22T10:07:00Z

-- migrate:up
ALTER TABLE orders ADD COLUMN remark text;

-- migrate:down
ALTER TABLE orders DROP COLUMN remark;
