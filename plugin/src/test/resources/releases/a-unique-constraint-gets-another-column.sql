-- expand: The new constraint, then DROP CONSTRAINT of the old one: the new release writes what it refuses.
-- but: ON CONFLICT (mail) of the previous release finds no index.

--- before
CREATE TABLE account (id int PRIMARY KEY, tenant int NOT NULL, mail text NOT NULL, CONSTRAINT uk UNIQUE (mail));

--- after
CREATE TABLE account (id int PRIMARY KEY, tenant int NOT NULL, mail text NOT NULL, CONSTRAINT uk UNIQUE (tenant, mail));

--- rows
INSERT INTO account VALUES (1, 1, 'old');

--- previous
INSERT INTO account (id, tenant, mail) VALUES (:id, 1, CAST(:id AS int));
-- fails: 42P10
INSERT INTO account (id, tenant, mail) VALUES (:id, 1, CAST(:id AS int)) ON CONFLICT (mail) DO NOTHING;
UPDATE account SET mail = 'old' WHERE id = 1;
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, tenant, mail) VALUES (:gone, 2, 'old');
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, tenant, mail) VALUES (:id, 2, CAST(:id AS int));
INSERT INTO account (id, tenant, mail) VALUES (:id, 2, CAST(:id AS int)) ON CONFLICT (tenant, mail) DO NOTHING;
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;
