CREATE TABLE author (
  id bigint PRIMARY KEY,
  name varchar(100)
);
COMMENT ON TABLE author IS 'old';
COMMENT ON COLUMN author.name IS 'gone';
