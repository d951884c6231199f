-- contract: NOT VALID, then VALIDATE: even NOT VALID refuses what the previous release writes.

--- before
CREATE TABLE account (id int PRIMARY KEY, points int);

--- after
CREATE TABLE account (id int PRIMARY KEY, points int CONSTRAINT positive CHECK (points > 0));

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
