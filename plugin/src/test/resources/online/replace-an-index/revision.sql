-- replace an index
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
CREATE INDEX CONCURRENTLY ix_book_author_new ON book (author_id, title);

-- migrate:up no-transaction
DROP INDEX CONCURRENTLY ix_book_author;

-- migrate:up
ALTER INDEX ix_book_author_new RENAME TO ix_book_author;

-- migrate:down
ALTER INDEX ix_book_author RENAME TO ix_book_author_new;

-- migrate:down no-transaction
CREATE INDEX CONCURRENTLY ix_book_author ON book (author_id);

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ix_book_author_new;
