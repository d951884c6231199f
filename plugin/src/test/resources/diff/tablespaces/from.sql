SET allow_in_place_tablespaces = on;
CREATE TABLESPACE golden_slow LOCATION '';
CREATE TABLE book (
  id integer CONSTRAINT book_pk PRIMARY KEY,
  isbn text CONSTRAINT book_isbn UNIQUE,
  shelf int4range,
  CONSTRAINT book_shelf EXCLUDE USING gist (shelf WITH &&)
);
CREATE INDEX ix_isbn ON book (isbn);
