-- expand: DROP CONSTRAINT.

--- before
CREATE TABLE account (id int PRIMARY KEY, points int CONSTRAINT positive CHECK (points > 0));

--- after
CREATE TABLE account (id int PRIMARY KEY, points int);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, points) VALUES (:id, 7);
UPDATE account SET points = 8 WHERE id = 1;
-- gives: 7
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:gone, -5);
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, points) VALUES (:id, 5);
-- gives: 5
SELECT points FROM account WHERE id = :id;
