-- expand: The column under its new name, a trigger that keeps both in step, and a backfill.
-- contract: A proof that both are in step, then DROP COLUMN of the old one.
-- rename: account.phone:number

--- before
CREATE TABLE account (id int PRIMARY KEY, phone text NOT NULL UNIQUE);

--- after
CREATE TABLE account (id int PRIMARY KEY, number text NOT NULL UNIQUE);

--- rows
INSERT INTO account VALUES (1, '1');

--- previous
INSERT INTO account (id, phone) VALUES (:id, CAST(:id AS int));
UPDATE account SET phone = '2' WHERE id = 1;
-- gives: t
SELECT phone = CAST(id AS text) FROM account WHERE id = :id;
-- gives: t
SELECT phone = CAST(id AS text) FROM account WHERE id = :next;

--- next
INSERT INTO account (id, number) VALUES (:id, CAST(:id AS int));
UPDATE account SET number = '3' WHERE id = 1;
-- gives: t
SELECT number = CAST(id AS text) FROM account WHERE id = :id;
-- gives: t
SELECT number = CAST(id AS text) FROM account WHERE id = :previous;
