-- set not null where its name is taken
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: book.title becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE title IS NULL;
ALTER TABLE book ADD CONSTRAINT book_title_present CHECK (title IS NOT NULL) NOT VALID;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_title_present;

-- migrate:up
ALTER TABLE book ALTER COLUMN title SET NOT NULL;

ALTER TABLE book DROP CONSTRAINT book_title_present;

-- migrate:down
ALTER TABLE book ALTER COLUMN title DROP NOT NULL;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
ALTER TABLE book DROP CONSTRAINT IF EXISTS book_title_present;
