-- contract: The new index CONCURRENTLY, then DROP INDEX of the old one.

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text, active boolean);
CREATE UNIQUE INDEX ux_mail ON account (mail) WHERE active;

--- after
CREATE TABLE account (id int PRIMARY KEY, mail text, active boolean);
CREATE UNIQUE INDEX ux_mail ON account (mail);

--- rows
INSERT INTO account VALUES (1, 'old', true);

--- previous
INSERT INTO account (id, mail, active) VALUES (:gone, 'old', false);
UPDATE account SET mail = 'old' WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, mail, active) VALUES (:id, CAST(:id AS int), true);
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, mail, active) VALUES (:id, CAST(:id AS int), true);
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;
