CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text,
  phone text CONSTRAINT uk_account_phone UNIQUE
);
CREATE UNIQUE INDEX ux_account_email ON account (email);
ALTER TABLE account ADD CONSTRAINT ux_account_last UNIQUE (id);
CREATE TABLE entry (
  id bigint PRIMARY KEY,
  email text CONSTRAINT fk_entry_email REFERENCES account (email),
  phone text CONSTRAINT fk_entry_phone REFERENCES account (phone)
);
