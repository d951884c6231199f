-- expand: RENAME, which no statement notices.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE INDEX ix_name ON account (name);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE INDEX account_by_name ON account (name);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
