CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  CONSTRAINT book_title_not_null CHECK (title <> '')
);
