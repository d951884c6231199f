-- unique email
--
-- revision: ccfc0946b8f0
-- parent:   0e6f684df992
-- created:  2026-11-22T10:03:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails while rows of account have equal email
--   SELECT email, count(*) FROM account GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_account_email ON account (email);

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ux_account_email;
