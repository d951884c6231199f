-- drop not null
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TABLE book ALTER COLUMN title DROP NOT NULL;

-- migrate:up nothing x2
-- steps 2 and 3 do something only on downgrade

-- migrate:down
-- warning not-null-without-default: book.title becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE title IS NULL;
ALTER TABLE book ADD CONSTRAINT book_title_present CHECK (title IS NOT NULL) NOT VALID;

-- migrate:down
ALTER TABLE book VALIDATE CONSTRAINT book_title_present;

-- migrate:down
ALTER TABLE book ALTER COLUMN title SET NOT NULL;

ALTER TABLE book DROP CONSTRAINT book_title_present;
