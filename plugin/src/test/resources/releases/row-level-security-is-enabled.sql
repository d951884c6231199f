-- expand: CREATE POLICY, which does nothing yet.
-- contract: ENABLE ROW LEVEL SECURITY. The previous release still reads and writes all rows.
-- role: the application

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO releases_application;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO releases_application;
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON account USING (name <> 'ann');

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'ann' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
