CREATE TABLE book (
  id bigint CONSTRAINT book_pkey PRIMARY KEY,
  title text NOT NULL,
  price integer
);
INSERT INTO book SELECT i, 'title ' || i, i FROM generate_series(1, 50) i;
