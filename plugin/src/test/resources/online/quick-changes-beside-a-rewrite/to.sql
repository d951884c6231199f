CREATE TABLE book (
  id bigint CONSTRAINT book_pkey PRIMARY KEY,
  title text DEFAULT 'untitled',
  price bigint,
  isbn text
);
