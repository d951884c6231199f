-- expand: The plain index CONCURRENTLY, then DROP INDEX of the unique one.
-- but: ON CONFLICT (mail) of the previous release finds no index.

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text);
CREATE UNIQUE INDEX ix_mail ON account (mail);

--- after
CREATE TABLE account (id int PRIMARY KEY, mail text);
CREATE INDEX ix_mail_plain ON account (mail);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int));
-- fails: 42P10
INSERT INTO account (id, mail) VALUES (:gone, 'old') ON CONFLICT (mail) DO NOTHING;
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, mail) VALUES (:gone, 'old');
DELETE FROM account WHERE id = :gone;
