-- recreates the structure, but cannot restore the values of publication.isbn
ALTER TABLE publication ADD COLUMN isbn text;

CREATE INDEX ix_book_isbn ON book (isbn);
