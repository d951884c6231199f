ALTER TABLE entry DROP CONSTRAINT fk_entry_phone;

CREATE UNIQUE INDEX ux_account_phone ON account (phone);

ALTER TABLE account DROP CONSTRAINT uk_account_phone;

-- warning new-foreign-key-on-existing: fails if a row of entry refers to no row of account
--   SELECT count(*) FROM entry c WHERE c.phone IS NOT NULL AND NOT EXISTS (SELECT FROM account p WHERE p.phone = c.phone);
ALTER TABLE entry ADD CONSTRAINT fk_entry_phone FOREIGN KEY (phone) REFERENCES account (phone);

ALTER TABLE entry DROP CONSTRAINT fk_entry_email;

ALTER TABLE account DROP CONSTRAINT ux_account_last;

ALTER TABLE account ADD CONSTRAINT uk_account_email UNIQUE USING INDEX ux_account_email;

-- warning new-unique-on-existing: fails if two rows of account have the same id
--   SELECT id, count(*) FROM account GROUP BY id HAVING count(*) > 1;
CREATE UNIQUE INDEX ux_account_last ON account (id DESC);

-- warning new-foreign-key-on-existing: fails if a row of entry refers to no row of account
--   SELECT count(*) FROM entry c WHERE c.email IS NOT NULL AND NOT EXISTS (SELECT FROM account p WHERE p.email = c.email);
ALTER TABLE entry ADD CONSTRAINT fk_entry_email FOREIGN KEY (email) REFERENCES account (email);
