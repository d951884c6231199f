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
CREATE INDEX ix_author ON book (author_id, title);
ALTER TABLE book ADD CONSTRAINT ck_author CHECK (author_id > 0), ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id);

ALTER TABLE book DROP COLUMN author_id;
