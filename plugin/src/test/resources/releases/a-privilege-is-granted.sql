-- expand: GRANT.
-- role: the application

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT ON account TO releases_application;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE ON account TO releases_application;

--- rows
INSERT INTO account VALUES (1, 'ann');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: bob
SELECT name FROM account WHERE id = :id;
