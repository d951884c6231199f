CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text,
  phone text
);
CREATE UNIQUE INDEX ux_account_email ON account (email);
COMMENT ON INDEX ux_account_email IS 'one account for an address';
CREATE UNIQUE INDEX account_phone ON account (phone) INCLUDE (email);
INSERT INTO account SELECT g, 'a' || g, 'p' || g FROM generate_series(1, 1000) g;
