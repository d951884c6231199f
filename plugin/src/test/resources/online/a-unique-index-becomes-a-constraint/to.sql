CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text,
  phone text
);
ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE (email);
ALTER TABLE account ADD CONSTRAINT account_phone UNIQUE (phone) INCLUDE (email);
COMMENT ON CONSTRAINT account_phone ON account IS 'one account for a number';
