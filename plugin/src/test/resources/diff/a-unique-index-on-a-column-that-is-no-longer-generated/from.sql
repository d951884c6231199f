CREATE TABLE author (
  id integer,
  name text,
  upper text GENERATED ALWAYS AS (upper(name)) STORED
);
CREATE UNIQUE INDEX author_upper_idx ON author (upper, id);
