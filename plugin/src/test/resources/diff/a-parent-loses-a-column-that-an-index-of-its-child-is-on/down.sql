-- recreates the structure; the values of publication.isbn are gone
ALTER TABLE publication ADD COLUMN isbn text;

CREATE INDEX ix_book_isbn ON book (isbn);
