-- expand: DISABLE ROW LEVEL SECURITY.
-- contract: DROP POLICY, which does nothing by then.
-- role: the application

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO releases_application;
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON account USING (name <> 'x');

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO releases_application;

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
