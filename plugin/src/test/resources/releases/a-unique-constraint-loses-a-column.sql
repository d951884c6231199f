-- contract: The new constraint, then DROP CONSTRAINT of the old one.

--- before
CREATE TABLE account (id int PRIMARY KEY, tenant int NOT NULL, mail text NOT NULL, CONSTRAINT uk UNIQUE (tenant, mail));

--- after
CREATE TABLE account (id int PRIMARY KEY, tenant int NOT NULL, mail text NOT NULL, CONSTRAINT uk UNIQUE (mail));

--- rows
INSERT INTO account VALUES (1, 1, 'old');

--- previous
INSERT INTO account (id, tenant, mail) VALUES (:gone, 2, 'old');
UPDATE account SET mail = 'old' WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, tenant, mail) VALUES (:id, 1, CAST(:id AS int)) ON CONFLICT (tenant, mail) DO NOTHING;
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, tenant, mail) VALUES (:id, 2, CAST(:id AS int));
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;
