CREATE TABLE span (
  id bigint PRIMARY KEY,
  within int4range
);
