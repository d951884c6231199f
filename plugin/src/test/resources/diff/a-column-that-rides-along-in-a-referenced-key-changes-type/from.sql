CREATE TABLE country (
  code text,
  name text NOT NULL,
  area int NOT NULL,
  CONSTRAINT country_code_key UNIQUE (code) INCLUDE (area)
);
CREATE UNIQUE INDEX country_name ON country (name) INCLUDE (area);
CREATE TABLE city (
  id bigint PRIMARY KEY,
  country text CONSTRAINT city_country_fkey REFERENCES country (code),
  country_name text CONSTRAINT city_country_name_fkey REFERENCES country (name)
);
