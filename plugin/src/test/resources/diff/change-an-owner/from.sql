CREATE ROLE golden_reader;
CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
GRANT SELECT ON author TO golden_reader;
CREATE SEQUENCE s;
CREATE TYPE mood AS ENUM ('sad');
CREATE SCHEMA sales;
