-- contract: CREATE UNIQUE INDEX CONCURRENTLY. The previous release still writes duplicates.

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text);

--- after
CREATE TABLE account (id int PRIMARY KEY, mail text);
CREATE UNIQUE INDEX ux_mail ON account (lower(mail));

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, mail) VALUES (:gone, 'OLD');
UPDATE account SET mail = 'old' WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int));
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int));
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;
