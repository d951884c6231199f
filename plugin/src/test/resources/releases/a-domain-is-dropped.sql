-- contract: DROP DOMAIN, after the column that has it.

--- before
CREATE DOMAIN points AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE account (id int PRIMARY KEY, points points);

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, points) VALUES (:id, 7);
UPDATE account SET points = 8 WHERE id = 1;
-- replans
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;
