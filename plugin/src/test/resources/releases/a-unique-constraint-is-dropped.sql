-- expand: DROP CONSTRAINT. The new release may write duplicates.
-- but: ON CONFLICT (mail) of the previous release finds no index.

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text CONSTRAINT uk UNIQUE);

--- after
CREATE TABLE account (id int PRIMARY KEY, mail text);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int));
-- fails: 42P10
INSERT INTO account (id, mail) VALUES (:gone, 'old') ON CONFLICT (mail) DO NOTHING;
UPDATE account SET mail = 'old' WHERE id = 1;
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, mail) VALUES (:gone, 'old');
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int));
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;
