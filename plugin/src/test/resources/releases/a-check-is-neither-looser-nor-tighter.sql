-- expand: CHECK ((old) OR (new)).
-- contract: The new check alone.

--- before
CREATE TABLE account (id int PRIMARY KEY, points int, CONSTRAINT points CHECK (points < 10));

--- after
CREATE TABLE account (id int PRIMARY KEY, points int, CONSTRAINT points CHECK (points % 2 = 0));

--- rows
INSERT INTO account VALUES (1, 2);

--- previous
INSERT INTO account (id, points) VALUES (:gone, 7);
UPDATE account SET points = 9 WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, points) VALUES (:id, 2);
-- gives: 2
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:gone, 100);
UPDATE account SET points = 12 WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, points) VALUES (:id, 4);
-- gives: 4
SELECT points FROM account WHERE id = :id;
