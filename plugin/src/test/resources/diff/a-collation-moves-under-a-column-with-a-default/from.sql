CREATE SCHEMA text;
CREATE COLLATION text.by_code (locale = 'C');
CREATE TABLE shelf (
  id bigint PRIMARY KEY,
  label text COLLATE text.by_code DEFAULT 'new' NOT NULL
);
