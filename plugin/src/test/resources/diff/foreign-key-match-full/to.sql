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
ALTER TABLE book ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id) MATCH FULL;
