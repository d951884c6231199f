-- status and its check
--
-- revision: e5722719b812
-- parent:   ccfc0946b8f0
-- replaces: f1e4a8ab85dd, d9d4b5f30868
-- created:  2026-11-22T10:05:00Z

-- migrate:up
-- from f1e4a8ab85dd (status)
ALTER TABLE account ADD COLUMN status text DEFAULT 'new' NOT NULL;

-- migrate:up
-- from d9d4b5f30868 (check of the status)
-- warning new-check-on-existing: fails while a row of account does not meet the check
--   SELECT count(*) FROM account WHERE NOT (status IN ('new', 'old'));
ALTER TABLE account ADD CONSTRAINT ck_status CHECK (status IN ('new', 'old')) NOT VALID;

-- migrate:up
ALTER TABLE account VALIDATE CONSTRAINT ck_status;

-- migrate:down nothing
-- nothing to undo for step 3

-- migrate:down
-- from d9d4b5f30868 (check of the status)
ALTER TABLE account DROP CONSTRAINT ck_status;

-- migrate:down
-- from f1e4a8ab85dd (status)
ALTER TABLE account DROP COLUMN status;
