-- contract: DROP RULE. What it did for the previous release, it does until then.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE RULE once AS ON INSERT TO account WHERE NEW.id = 1 DO INSTEAD NOTHING;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
