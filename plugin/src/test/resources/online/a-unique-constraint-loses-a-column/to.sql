CREATE TABLE account (
  id bigint PRIMARY KEY,
  tenant bigint NOT NULL,
  email text NOT NULL
);
ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE (email);
