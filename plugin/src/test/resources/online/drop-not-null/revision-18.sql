-- drop not null
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up nothing
-- step 1 does something only on downgrade

-- migrate:up
ALTER TABLE book ALTER COLUMN title DROP NOT NULL;

-- migrate:down
-- warning not-null-without-default: book.title becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE title IS NULL;
ALTER TABLE book ADD CONSTRAINT book_title_not_null NOT NULL title NOT VALID;

-- migrate:down
ALTER TABLE book VALIDATE CONSTRAINT book_title_not_null;
