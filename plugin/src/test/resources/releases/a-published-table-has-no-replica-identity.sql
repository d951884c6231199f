-- contract: REPLICA IDENTITY NOTHING. A published table takes no UPDATE and no DELETE then.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
ALTER TABLE account REPLICA IDENTITY FULL;
CREATE PUBLICATION accounts FOR TABLE account;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
ALTER TABLE account REPLICA IDENTITY NOTHING;
CREATE PUBLICATION accounts FOR TABLE account;

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
