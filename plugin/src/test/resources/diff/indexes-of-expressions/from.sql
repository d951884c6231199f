CREATE TABLE account (
  email text,
  first_name text,
  last_name text,
  data jsonb
);
