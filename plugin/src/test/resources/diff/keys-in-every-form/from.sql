CREATE TABLE author (id integer, name text, CONSTRAINT author_pk PRIMARY KEY (id));
CREATE TABLE book (
  id integer,
  isbn text,
  country text,
  editor integer,
  CONSTRAINT book_pk PRIMARY KEY (id),
  CONSTRAINT book_isbn UNIQUE (isbn),
  CONSTRAINT book_country UNIQUE (country)
);
CREATE TABLE shelf (id integer, room integer, CONSTRAINT shelf_pk PRIMARY KEY (id));
CREATE TABLE loan (id integer, CONSTRAINT loan_pk PRIMARY KEY (id));
CREATE TABLE guest (id integer, CONSTRAINT guest_key PRIMARY KEY (id));
