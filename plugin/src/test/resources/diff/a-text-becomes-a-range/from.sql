CREATE TABLE span (
  id bigint PRIMARY KEY,
  within text
);
