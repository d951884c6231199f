CREATE TABLE country (
  code text,
  name text
);
ALTER TABLE country ADD CONSTRAINT pk_country PRIMARY KEY (code);
