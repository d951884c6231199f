CREATE TABLE account (
  id bigint PRIMARY KEY,
  email varchar(100)
);
