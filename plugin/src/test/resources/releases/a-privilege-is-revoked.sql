-- contract: REVOKE. The previous release still uses the privilege.
-- role: the application

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE ON account TO releases_application;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT ON account TO releases_application;

--- rows
INSERT INTO account VALUES (1, 'ann');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'ann' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
