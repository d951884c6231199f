CREATE ROLE golden_reader;
CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
CREATE SEQUENCE s;
CREATE TYPE mood AS ENUM ('sad');
CREATE SCHEMA sales;
ALTER TABLE author OWNER TO golden_reader;
ALTER SEQUENCE s OWNER TO golden_reader;
ALTER TYPE mood OWNER TO golden_reader;
ALTER SCHEMA sales OWNER TO golden_reader;
