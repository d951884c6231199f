-- change a unique constraint
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of book have the same title
--   SELECT title, count(*) FROM book GROUP BY title HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY uk_book_title_new ON book (title) NULLS NOT DISTINCT;

-- migrate:up
ALTER TABLE book DROP CONSTRAINT uk_book_title;

ALTER TABLE book ADD CONSTRAINT uk_book_title UNIQUE USING INDEX uk_book_title_new;

-- migrate:up nothing
-- step 3 does something only on downgrade

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of book have the same title
--   SELECT title, count(*) FROM book WHERE title IS NOT NULL GROUP BY title HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY uk_book_title_old ON book (title);

-- migrate:down
ALTER TABLE book DROP CONSTRAINT uk_book_title;

ALTER TABLE book ADD CONSTRAINT uk_book_title UNIQUE USING INDEX uk_book_title_old;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS uk_book_title_new;
