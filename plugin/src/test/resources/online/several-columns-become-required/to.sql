CREATE TABLE author (
  id bigint PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  blurb text NOT NULL,
  price integer DEFAULT 1
);
