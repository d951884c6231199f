-- contract: OWNER TO. The previous release may act as the old owner.
-- superuser: it gives a table away

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
ALTER TABLE account OWNER TO releases_owner;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
ALTER TABLE account OWNER TO releases_application;

--- rows
INSERT INTO account VALUES (1, 'ann');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
