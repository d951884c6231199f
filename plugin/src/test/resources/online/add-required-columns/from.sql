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
INSERT INTO author SELECT g, 'author ' || g FROM generate_series(1, 50) g;
INSERT INTO book SELECT g, 'book ' || g, g % 50 + 1, g FROM generate_series(1, 1000) g;
