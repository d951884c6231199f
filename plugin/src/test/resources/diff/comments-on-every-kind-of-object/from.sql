CREATE SCHEMA sales;
COMMENT ON SCHEMA sales IS 'what is sold';
CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE DOMAIN positive AS integer CONSTRAINT above_zero CHECK (VALUE > 0);
COMMENT ON DOMAIN positive IS 'more than nothing';
CREATE SEQUENCE ticket;
CREATE TABLE author (id integer CONSTRAINT author_pk PRIMARY KEY);
CREATE TABLE book (
  id integer CONSTRAINT book_pk PRIMARY KEY,
  isbn text CONSTRAINT book_isbn UNIQUE,
  price integer CONSTRAINT book_price CHECK (price > 0),
  author integer CONSTRAINT book_author REFERENCES author,
  shelf int4range,
  CONSTRAINT book_shelf EXCLUDE USING gist (shelf WITH &&)
);
COMMENT ON CONSTRAINT book_isbn ON book IS 'one per edition';
COMMENT ON CONSTRAINT book_price ON book IS 'it is not free';
