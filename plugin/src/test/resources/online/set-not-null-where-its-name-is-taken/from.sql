CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text,
  CONSTRAINT book_title_not_null CHECK (title <> '')
);
INSERT INTO book SELECT g, 'b' || g FROM generate_series(1, 10) g;
