-- drop an index
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
DROP INDEX CONCURRENTLY ix_book_author;

-- migrate:down no-transaction
CREATE INDEX CONCURRENTLY ix_book_author ON book (author_id);
