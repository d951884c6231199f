-- add an index
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
CREATE INDEX CONCURRENTLY ix_book_author ON book (author_id);

-- migrate:up
COMMENT ON INDEX ix_book_author IS 'the books of an author';

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY ix_book_author;
