-- expand: RENAME, and a view under the old name.
-- contract: DROP VIEW.
-- rename: account:customer

--- before
CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL);

--- after
CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
INSERT INTO account (id, name) VALUES (:id, 'ann') ON CONFLICT (id) DO NOTHING;
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;
-- gives: bob
SELECT name FROM account WHERE id = :next;
SELECT name FROM account WHERE id = 1 FOR UPDATE;
DELETE FROM account WHERE id = -1;

--- next
INSERT INTO customer (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM customer WHERE id = :id;
-- gives: ann
SELECT name FROM customer WHERE id = :previous;
