-- add required columns
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: book.language is NOT NULL without a default; existing rows get 'unknown'
--   SELECT count(*) FROM book;
ALTER TABLE book ADD COLUMN language text DEFAULT 'unknown' NOT NULL;

ALTER TABLE book ALTER COLUMN language DROP DEFAULT;

-- warning not-null-without-default: book.pages is NOT NULL without a default; existing rows get 'unknown'
--   SELECT count(*) FROM book;
ALTER TABLE book ADD COLUMN pages text DEFAULT 'unknown' NOT NULL;

ALTER TABLE book ALTER COLUMN pages DROP DEFAULT;

-- migrate:down
ALTER TABLE book
  DROP COLUMN pages,
  DROP COLUMN language;
