CREATE TABLE account (
  id bigint PRIMARY KEY,
  tenant bigint NOT NULL,
  email text NOT NULL
);
CREATE TABLE entry (
  id bigint PRIMARY KEY,
  account_id bigint
);
CREATE INDEX ix_entry_account ON entry (account_id);
ALTER TABLE entry ADD CONSTRAINT fk_entry_account FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
