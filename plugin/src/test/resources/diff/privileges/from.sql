CREATE ROLE golden_reader;
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
GRANT SELECT ON author TO golden_reader;
