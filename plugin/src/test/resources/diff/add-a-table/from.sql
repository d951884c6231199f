CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
