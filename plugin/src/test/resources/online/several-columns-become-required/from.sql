CREATE TABLE author (
  id bigint PRIMARY KEY,
  name text
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text,
  blurb text,
  price integer DEFAULT 1
);
INSERT INTO author SELECT g, CASE WHEN g > 9 THEN 'author ' || g END FROM generate_series(1, 50) g;
INSERT INTO book SELECT g, CASE WHEN g % 2 = 0 THEN 'book ' || g END, CASE WHEN g % 3 = 0 THEN 'blurb' END, nullif(g, 7)
FROM generate_series(1, 1000) g;
