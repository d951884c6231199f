ALTER TABLE entry DROP CONSTRAINT fk_entry_phone;

CREATE UNIQUE INDEX ux_account_phone ON account (phone);

ALTER TABLE account DROP CONSTRAINT uk_account_phone;

ALTER TABLE entry ADD CONSTRAINT fk_entry_phone FOREIGN KEY (phone) REFERENCES account (phone);

ALTER TABLE entry DROP CONSTRAINT fk_entry_email;

ALTER TABLE account DROP CONSTRAINT ux_account_last;

ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE USING INDEX ux_account_email;

CREATE UNIQUE INDEX ux_account_last ON account (id DESC);

ALTER TABLE entry ADD CONSTRAINT fk_entry_email FOREIGN KEY (email) REFERENCES account (email);
