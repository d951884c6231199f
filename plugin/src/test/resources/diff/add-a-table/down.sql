ALTER TABLE book DROP CONSTRAINT fk_book_author;

DROP TABLE book;
