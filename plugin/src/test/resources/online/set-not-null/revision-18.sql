-- set not null
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: book.title becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE title IS NULL;
ALTER TABLE book ADD CONSTRAINT book_title_not_null NOT NULL title NOT VALID;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_title_not_null;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
ALTER TABLE book ALTER COLUMN title DROP NOT NULL;
