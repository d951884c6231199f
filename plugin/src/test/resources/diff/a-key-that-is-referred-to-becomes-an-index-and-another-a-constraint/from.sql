CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text CONSTRAINT uk_account_email UNIQUE,
  phone text
);
CREATE UNIQUE INDEX ux_account_phone ON account (phone);
CREATE UNIQUE INDEX ux_account_last ON account (id DESC);
CREATE TABLE entry (
  id bigint PRIMARY KEY,
  email text CONSTRAINT fk_entry_email REFERENCES account (email),
  phone text CONSTRAINT fk_entry_phone REFERENCES account (phone)
);
