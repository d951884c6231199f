CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);

ALTER TABLE author ADD COLUMN email text NOT NULL;
