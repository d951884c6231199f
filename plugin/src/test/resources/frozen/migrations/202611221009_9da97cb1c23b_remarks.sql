-- remarks
--
-- revision: 9da97cb1c23b
-- parent:   5db0e9340cfc
-- created:  2026-11-22T10:09:00Z

-- migrate:up batch key=id size=5
UPDATE orders SET remark = 'x' || 10 / (id - 13) WHERE id BETWEEN :from AND :to;

-- migrate:down
UPDATE orders SET remark = NULL;
