-- expand: RENAME CONSTRAINT.
-- but: ON CONFLICT ON CONSTRAINT of the previous release asks for the old name.

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text CONSTRAINT mail_once UNIQUE);

--- after
CREATE TABLE account (id int PRIMARY KEY, mail text CONSTRAINT uk_mail UNIQUE);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
-- fails: 42704
INSERT INTO account (id, mail) VALUES (2, 'old') ON CONFLICT ON CONSTRAINT mail_once DO NOTHING;
INSERT INTO account (id, mail) VALUES (2, 'old') ON CONFLICT (mail) DO NOTHING;
UPDATE account SET mail = 'old' WHERE id = 1;
-- gives: old
SELECT mail FROM account WHERE id = 1;

--- next
INSERT INTO account (id, mail) VALUES (2, 'old') ON CONFLICT ON CONSTRAINT uk_mail DO NOTHING;
-- gives: old
SELECT mail FROM account WHERE id = 1;
