-- expand: ADD CONSTRAINT .. USING INDEX, on the index that is there, where a foreign key needs it.

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text);
CREATE UNIQUE INDEX account_mail ON account (mail);

--- after
CREATE TABLE account (id int PRIMARY KEY, mail text, CONSTRAINT account_mail UNIQUE (mail));
CREATE TABLE login (mail text REFERENCES account (mail));

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, mail) VALUES (:id, 'p' || :id) ON CONFLICT (mail) DO NOTHING;
UPDATE account SET mail = 'older' WHERE id = 1;
SELECT mail FROM account WHERE id = 1;

--- next
INSERT INTO account (id, mail) VALUES (:id, 'n' || :id);
INSERT INTO login (mail) VALUES ('n' || :id);
SELECT mail FROM account WHERE id = 1;
