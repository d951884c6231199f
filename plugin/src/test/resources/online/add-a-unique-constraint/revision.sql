-- add a unique constraint
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of book have the same title
--   SELECT title, count(*) FROM book WHERE title IS NOT NULL GROUP BY title HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY uk_book_title ON book (title) INCLUDE (price);

-- migrate:up
ALTER TABLE book ADD CONSTRAINT uk_book_title UNIQUE USING INDEX uk_book_title DEFERRABLE;

-- migrate:down
ALTER TABLE book DROP CONSTRAINT uk_book_title;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS uk_book_title;
