ALTER TABLE book DROP CONSTRAINT fk_book_author;

DROP INDEX ix_book_author;

DROP TABLE book;
