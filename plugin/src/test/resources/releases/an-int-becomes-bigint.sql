-- expand: ALTER TYPE, which rewrites the table under a lock: see a-column-gets-a-wider-type.

--- before
CREATE TABLE account (id int PRIMARY KEY, points int NOT NULL DEFAULT 0);

--- after
CREATE TABLE account (id int PRIMARY KEY, points bigint NOT NULL DEFAULT 0);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, points) VALUES (:id, 7);
UPDATE account SET points = 8 WHERE id = 1;
-- replans
-- gives: 7
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:id, 5);
-- gives: 5
SELECT points FROM account WHERE id = :id;
