CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);

ALTER TABLE author ADD COLUMN phone_number varchar(32);
