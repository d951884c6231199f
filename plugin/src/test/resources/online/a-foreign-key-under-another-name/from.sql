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
ALTER TABLE entry ADD CONSTRAINT fk_entry FOREIGN KEY (account_id) REFERENCES account;
INSERT INTO account SELECT g, g % 5, 'a' || g FROM generate_series(1, 1000) g;
INSERT INTO entry SELECT g, g FROM generate_series(1, 100) g;
