CREATE FUNCTION twice(n bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT (n * 2)::integer';
CREATE DOMAIN amount AS integer DEFAULT twice(3) CHECK (twice(VALUE) > 0);
CREATE TABLE line (
  id integer DEFAULT twice(1),
  double integer GENERATED ALWAYS AS (twice(id)) STORED,
  amount amount,
  CONSTRAINT positive CHECK (twice(id) > 0)
);
CREATE INDEX line_twice ON line (twice(id));
CREATE VIEW lines AS SELECT twice(id) AS twice FROM line;
INSERT INTO line VALUES (1), (2);
