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
ALTER TABLE book ALTER title SET NOT NULL;
CREATE UNIQUE INDEX ux_book ON book (title, price);
ALTER TABLE book REPLICA IDENTITY USING INDEX ux_book;
