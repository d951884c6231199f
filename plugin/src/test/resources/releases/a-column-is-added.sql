-- expand: ADD COLUMN. The previous release inserts rows without it, and they have NULL there.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL, phone text);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;
-- gives: bob
SELECT name FROM account WHERE id = :next;
-- replans
SELECT * FROM account;

--- next
INSERT INTO account (id, name, phone) VALUES (:id, 'bob', '1');
UPDATE account SET phone = '2' WHERE id = 1;
-- gives: bob | 1
SELECT name, phone FROM account WHERE id = :id;
-- gives: ann | null
SELECT name, phone FROM account WHERE id = :previous;
