CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title varchar(100),
  price numeric(10, 2),
  author_id bigint
);
