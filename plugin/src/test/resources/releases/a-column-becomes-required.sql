-- contract: SET NOT NULL. The previous release still writes NULL.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL);

--- rows
INSERT INTO account VALUES (1, NULL);

--- previous
INSERT INTO account (id, name) VALUES (:gone, NULL);
UPDATE account SET name = NULL WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
UPDATE account SET name = 'none' WHERE name IS NULL;
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
