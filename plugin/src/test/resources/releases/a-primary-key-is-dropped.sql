-- expand: DROP CONSTRAINT. The new release may write duplicates.
-- but: ON CONFLICT (id) of the previous release finds no index, and GROUP BY id allows no other columns.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE TABLE account (id int NOT NULL, name text);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- fails: 42P10
INSERT INTO account (id, name) VALUES (1, 'ann') ON CONFLICT (id) DO NOTHING;
-- fails: 42803
SELECT name, count(*) FROM account WHERE id = 1 GROUP BY id;
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
