-- contract: ADD CONSTRAINT. The previous release still writes what it refuses.

--- before
CREATE DOMAIN points AS int;
CREATE TABLE account (id int PRIMARY KEY, points points);

--- after
CREATE DOMAIN points AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE account (id int PRIMARY KEY, points points);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, points) VALUES (:gone, -7);
UPDATE account SET points = -8 WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, points) VALUES (:id, 7);
-- gives: 7
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:id, 5);
-- gives: 5
SELECT points FROM account WHERE id = :id;
