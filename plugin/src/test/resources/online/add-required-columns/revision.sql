-- add required columns
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: book.language is NOT NULL without a default; rows that are there get 'unknown'
--   SELECT count(*) FROM book;
ALTER TABLE book ADD COLUMN language text;

ALTER TABLE book ALTER COLUMN language SET DEFAULT 'unknown';

-- warning not-null-without-default: book.pages is NOT NULL without a default; rows that are there get 'unknown'
--   SELECT count(*) FROM book;
ALTER TABLE book ADD COLUMN pages text;

ALTER TABLE book ALTER COLUMN pages SET DEFAULT 'unknown';

-- migrate:up batch key=id size=5000 pause=100ms
UPDATE book
SET language = 'unknown'
WHERE id BETWEEN :from AND :to AND language IS NULL;

-- migrate:up
ALTER TABLE book ADD CONSTRAINT book_language_present CHECK (language IS NOT NULL) NOT VALID;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_language_present;

-- migrate:up
ALTER TABLE book ALTER COLUMN language SET NOT NULL;

ALTER TABLE book DROP CONSTRAINT book_language_present;

ALTER TABLE book ALTER COLUMN language DROP DEFAULT;

-- migrate:up batch key=id size=5000 pause=100ms
UPDATE book
SET pages = 'unknown'
WHERE id BETWEEN :from AND :to AND pages IS NULL;

-- migrate:up
ALTER TABLE book ADD CONSTRAINT book_pages_present CHECK (pages IS NOT NULL) NOT VALID;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_pages_present;

-- migrate:up
ALTER TABLE book ALTER COLUMN pages SET NOT NULL;

ALTER TABLE book DROP CONSTRAINT book_pages_present;

ALTER TABLE book ALTER COLUMN pages DROP DEFAULT;

-- migrate:down nothing x8
-- nothing to undo for steps 2 to 9

-- migrate:down
ALTER TABLE book
  DROP COLUMN pages,
  DROP COLUMN language;
