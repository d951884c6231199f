CREATE TABLE author (
  id bigint PRIMARY KEY,
  name text
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text,
  author_id bigint,
  price integer DEFAULT 1 NOT NULL
);
ALTER TABLE book ADD CONSTRAINT ck_book_price CHECK (price > 0);
