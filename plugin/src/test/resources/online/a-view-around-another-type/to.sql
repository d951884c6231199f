CREATE TABLE author (
  id bigint PRIMARY KEY,
  name text
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text,
  author_id bigint,
  price integer DEFAULT 1 NOT NULL
);
ALTER TABLE book ALTER price TYPE bigint;
CREATE VIEW dear AS SELECT id, price FROM book WHERE price > 100;
CREATE INDEX ix_price ON book (price) WHERE price > 100;
