-- expand: DROP and CREATE POLICY.
-- breaks: The policy of the new release holds for the previous one, too.
-- role: the application

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO releases_application;
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON account USING (name IN ('ann', 'bob'));

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO releases_application;
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON account USING (name = 'bob');

--- rows
INSERT INTO account VALUES (1, 'ann');

--- previous
-- fails: 42501
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'ann' WHERE id = 1;
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
