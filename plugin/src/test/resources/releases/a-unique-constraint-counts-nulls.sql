-- contract: NULLS NOT DISTINCT. The previous release still writes several NULLs.

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text CONSTRAINT uk UNIQUE);

--- after
CREATE TABLE account (id int PRIMARY KEY, mail text CONSTRAINT uk UNIQUE NULLS NOT DISTINCT);

--- rows
INSERT INTO account VALUES (1, NULL);

--- previous
INSERT INTO account (id, mail) VALUES (:gone, NULL);
UPDATE account SET mail = NULL WHERE id = 1;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int)) ON CONFLICT (mail) DO NOTHING;
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int));
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;
