-- quick changes beside a rewrite
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TABLE book ADD COLUMN isbn text;

-- migrate:up
-- warning long-lock: rewrites all rows while nobody can read book
--   -Dmigrate.widen=book.price fills a second column instead
ALTER TABLE book ALTER COLUMN price TYPE bigint;

-- migrate:up nothing
-- step 3 does something only on downgrade

-- migrate:up
ALTER TABLE book ALTER COLUMN title DROP NOT NULL;

ALTER TABLE book ALTER COLUMN title SET DEFAULT 'untitled';

-- migrate:down
ALTER TABLE book ALTER COLUMN title DROP DEFAULT;

-- warning not-null-without-default: book.title becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE title IS NULL;
ALTER TABLE book ADD CONSTRAINT book_title_not_null NOT NULL title NOT VALID;

-- migrate:down
ALTER TABLE book VALIDATE CONSTRAINT book_title_not_null;

-- migrate:down
-- warning cast-can-fail: book.price changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM book WHERE price NOT BETWEEN -2147483648 AND 2147483647;
-- warning long-lock: rewrites all rows while nobody can read book
ALTER TABLE book ALTER COLUMN price TYPE integer;

-- migrate:down
ALTER TABLE book DROP COLUMN isbn;
