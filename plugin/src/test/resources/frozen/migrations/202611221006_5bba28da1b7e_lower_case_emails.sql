-- lower case emails
--
-- revision: 5bba28da1b7e
-- parent:   e5722719b812
-- created:  2026-11-22T10:06:00Z

-- migrate:up batch key=id size=7
UPDATE account SET email = lower(email) WHERE id BETWEEN :from AND :to;

-- migrate:down
SELECT 1;
