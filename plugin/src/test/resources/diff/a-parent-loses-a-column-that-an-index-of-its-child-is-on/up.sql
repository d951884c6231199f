DROP INDEX ix_book_isbn;

-- warning data-loss: drops column publication.isbn with its values
--   SELECT count(*) FROM publication WHERE isbn IS NOT NULL;
ALTER TABLE publication DROP COLUMN isbn;
