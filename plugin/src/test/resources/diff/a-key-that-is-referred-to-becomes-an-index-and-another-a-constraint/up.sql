ALTER TABLE entry DROP CONSTRAINT fk_entry_email;

DROP INDEX ux_account_last;

CREATE UNIQUE INDEX ux_account_email ON account (email);

ALTER TABLE account DROP CONSTRAINT uk_account_email;

-- warning new-unique-on-existing: fails if two rows of account have the same id
--   SELECT id, count(*) FROM account GROUP BY id HAVING count(*) > 1;
ALTER TABLE account ADD CONSTRAINT ux_account_last UNIQUE (id);

-- warning new-foreign-key-on-existing: fails if a row of entry refers to no row of account
--   SELECT count(*) FROM entry c WHERE c.email IS NOT NULL AND NOT EXISTS (SELECT FROM account p WHERE p.email = c.email);
-- warning foreign-key-without-index: no index of entry begins with (email); each DELETE from account reads all of entry
ALTER TABLE entry ADD CONSTRAINT fk_entry_email FOREIGN KEY (email) REFERENCES account (email);

ALTER TABLE account ADD CONSTRAINT uk_account_phone UNIQUE USING INDEX ux_account_phone;
