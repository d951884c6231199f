CREATE ROLE golden_reader;
CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
CREATE SEQUENCE s;
CREATE TYPE mood AS ENUM ('sad');
CREATE SCHEMA sales;
