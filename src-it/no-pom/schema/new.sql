CREATE TABLE account (
  id bigint PRIMARY KEY,
  email varchar(320) NOT NULL
);

CREATE INDEX ix_account_email ON account (lower(email));
