CREATE TABLE t (
  id serial,
  number integer GENERATED ALWAYS AS IDENTITY
);
