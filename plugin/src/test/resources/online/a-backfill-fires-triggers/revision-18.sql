-- a backfill fires triggers
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TABLE account ADD COLUMN tag uuid;

ALTER TABLE account ALTER COLUMN tag SET DEFAULT gen_random_uuid();

ALTER TABLE account ADD COLUMN token uuid;

ALTER TABLE account ALTER COLUMN token SET DEFAULT gen_random_uuid();

-- migrate:up batch key=id size=5000 pause=100ms
-- Fires trigger touch of account for each row.
UPDATE account
SET tag = COALESCE(tag, gen_random_uuid()),
  token = COALESCE(token, gen_random_uuid())
WHERE id BETWEEN :from AND :to AND (tag IS NULL OR token IS NULL);

-- migrate:up
ALTER TABLE account ADD CONSTRAINT account_tag_not_null NOT NULL tag NOT VALID;

ALTER TABLE account ADD CONSTRAINT account_token_not_null NOT NULL token NOT VALID;

-- migrate:up
ALTER TABLE account VALIDATE CONSTRAINT account_tag_not_null;

-- migrate:up
ALTER TABLE account VALIDATE CONSTRAINT account_token_not_null;

-- migrate:down nothing x4
-- nothing to undo for steps 2 to 5

-- migrate:down
ALTER TABLE account
  DROP COLUMN token,
  DROP COLUMN tag;
