-- expand: VALIDATE CONSTRAINT. The previous release could not write such rows before.

--- before
CREATE TABLE account (id int PRIMARY KEY, points int);
ALTER TABLE account ADD CONSTRAINT positive CHECK (points > 0) NOT VALID;

--- after
CREATE TABLE account (id int PRIMARY KEY, points int);
ALTER TABLE account ADD CONSTRAINT positive CHECK (points > 0);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, points) VALUES (:id, 7);
UPDATE account SET points = 8 WHERE id = 1;
-- gives: 7
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:id, 5);
-- gives: 5
SELECT points FROM account WHERE id = :id;
