CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);

ALTER TABLE author ALTER COLUMN name TYPE varchar(200);
