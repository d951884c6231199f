-- replace the index of a replica identity
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of book have the same title and price
--   SELECT title, price, count(*) FROM book GROUP BY title, price HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_book_new ON book (title, price);

-- migrate:up
ALTER TABLE book REPLICA IDENTITY USING INDEX ux_book_new;

-- migrate:up no-transaction
DROP INDEX CONCURRENTLY ux_book;

-- migrate:up
ALTER INDEX ux_book_new RENAME TO ux_book;

-- migrate:down
ALTER INDEX ux_book RENAME TO ux_book_new;

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of book have the same title
--   SELECT title, count(*) FROM book GROUP BY title HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY ux_book ON book (title);

-- migrate:down
ALTER TABLE book REPLICA IDENTITY USING INDEX ux_book;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ux_book_new;
