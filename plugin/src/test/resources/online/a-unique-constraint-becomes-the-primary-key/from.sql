CREATE TABLE country (
  code text,
  name text
);
ALTER TABLE country ADD CONSTRAINT uk_country_code UNIQUE (code);
INSERT INTO country SELECT 'c' || g FROM generate_series(1, 200) g;
