CREATE TABLE publication (
  title text,
  isbn text
);
CREATE TABLE book (
  pages integer
) INHERITS (publication);
CREATE INDEX ix_book_isbn ON book (isbn);
