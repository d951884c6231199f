-- a foreign key under another name
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning new-foreign-key-on-existing: fails if a row of entry refers to no row of account
--   SELECT count(*) FROM entry c WHERE c.account_id IS NOT NULL AND NOT EXISTS (SELECT FROM account p WHERE p.id = c.account_id);
ALTER TABLE entry ADD CONSTRAINT fk_entry_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE NOT VALID;

-- migrate:up
ALTER TABLE entry VALIDATE CONSTRAINT fk_entry_account;

-- migrate:up nothing
-- step 3 does something only on downgrade

-- migrate:up
ALTER TABLE entry DROP CONSTRAINT fk_entry;

-- migrate:down
-- warning new-foreign-key-on-existing: fails if a row of entry refers to no row of account
--   SELECT count(*) FROM entry c WHERE c.account_id IS NOT NULL AND NOT EXISTS (SELECT FROM account p WHERE p.id = c.account_id);
ALTER TABLE entry ADD CONSTRAINT fk_entry FOREIGN KEY (account_id) REFERENCES account (id) NOT VALID;

-- migrate:down
ALTER TABLE entry VALIDATE CONSTRAINT fk_entry;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
ALTER TABLE entry DROP CONSTRAINT fk_entry_account;
