CREATE SCHEMA text;
CREATE COLLATION by_code (locale = 'C');
CREATE TABLE shelf (
  id bigint PRIMARY KEY,
  label text COLLATE by_code DEFAULT 'new' NOT NULL
);
