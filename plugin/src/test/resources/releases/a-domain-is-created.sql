-- expand: CREATE DOMAIN, and the column that has it.

--- before
CREATE TABLE account (id int PRIMARY KEY);

--- after
CREATE DOMAIN points AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE account (id int PRIMARY KEY, points points);

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
