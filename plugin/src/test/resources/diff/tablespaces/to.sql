SET allow_in_place_tablespaces = on;
CREATE TABLESPACE golden_slow LOCATION '';
CREATE TABLE book (
  id integer CONSTRAINT book_pk PRIMARY KEY USING INDEX TABLESPACE golden_slow,
  isbn text CONSTRAINT book_isbn UNIQUE USING INDEX TABLESPACE golden_slow,
  shelf int4range,
  CONSTRAINT book_shelf EXCLUDE USING gist (shelf WITH &&) USING INDEX TABLESPACE golden_slow
) TABLESPACE golden_slow;
CREATE INDEX ix_isbn ON book (isbn) TABLESPACE golden_slow;
