CREATE TABLE author (id integer, name text, CONSTRAINT author_pk PRIMARY KEY (id) INCLUDE (name));
CREATE TABLE book (
  id integer,
  isbn text,
  country text,
  editor integer,
  CONSTRAINT book_pk PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT book_isbn UNIQUE (isbn) INCLUDE (country) WITH (fillfactor = 70),
  CONSTRAINT book_country UNIQUE (country, isbn)
);
CREATE TABLE shelf (id integer, room integer, CONSTRAINT shelf_pk PRIMARY KEY (id) WITH (fillfactor = 80));
CREATE TABLE loan (id integer, CONSTRAINT loan_pk PRIMARY KEY (id));
CREATE TABLE guest (id integer, CONSTRAINT guest_pk PRIMARY KEY (id));
