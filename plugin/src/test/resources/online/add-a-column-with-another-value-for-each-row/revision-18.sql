-- add a column with another value for each row
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TABLE book
  ADD COLUMN bought timestamptz DEFAULT now() NOT NULL,
  ADD COLUMN key uuid;

ALTER TABLE book ALTER COLUMN key SET DEFAULT gen_random_uuid();

-- migrate:up batch key=id size=5000 pause=100ms
UPDATE book
SET key = DEFAULT
WHERE id BETWEEN :from AND :to AND key IS NULL;

-- migrate:up
ALTER TABLE book ADD CONSTRAINT book_key_not_null NOT NULL key NOT VALID;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_key_not_null;

-- migrate:down nothing x3
-- nothing to undo for steps 2 to 4

-- migrate:down
ALTER TABLE book
  DROP COLUMN key,
  DROP COLUMN bought;
