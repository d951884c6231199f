CREATE SCHEMA sales;
COMMENT ON SCHEMA sales IS 'what is sold, and to whom';
CREATE TYPE mood AS ENUM ('ok', 'sad');
COMMENT ON TYPE mood IS 'how it goes';
CREATE DOMAIN positive AS integer CONSTRAINT above_zero CHECK (VALUE > 0);
COMMENT ON CONSTRAINT above_zero ON DOMAIN positive IS 'zero is none';
CREATE SEQUENCE ticket;
COMMENT ON SEQUENCE ticket IS 'it''s your turn';
CREATE TABLE author (id integer CONSTRAINT author_pk PRIMARY KEY);
CREATE TABLE book (
  id integer CONSTRAINT book_pk PRIMARY KEY,
  isbn text CONSTRAINT book_isbn UNIQUE,
  price integer CONSTRAINT book_price CHECK (price > 0),
  author integer CONSTRAINT book_author REFERENCES author,
  shelf int4range,
  CONSTRAINT book_shelf EXCLUDE USING gist (shelf WITH &&)
);
COMMENT ON CONSTRAINT book_isbn ON book IS 'one per edition and country';
COMMENT ON CONSTRAINT book_author ON book IS 'who wrote it';
COMMENT ON CONSTRAINT book_shelf ON book IS 'books do not overlap';
