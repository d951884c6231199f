-- expand: The column with its check: rows of the previous release have NULL there, which no check refuses.

--- before
CREATE TABLE account (id int PRIMARY KEY);

--- after
CREATE TABLE account (id int PRIMARY KEY, points int CONSTRAINT positive CHECK (points > 0));

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO account (id) VALUES (:id);
UPDATE account SET id = 1 WHERE id = 1;
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:id, 5);
-- gives: 5
SELECT points FROM account WHERE id = :id;
