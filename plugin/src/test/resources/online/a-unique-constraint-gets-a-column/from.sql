CREATE TABLE account (
  id bigint PRIMARY KEY,
  tenant bigint NOT NULL,
  email text NOT NULL
);
ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE (email);
INSERT INTO account SELECT g, g % 5, 'a' || g FROM generate_series(1, 1000) g;
