-- expand: ADD COLUMN that may be NULL, because the previous release inserts rows without it.
-- contract: The value for those rows, then SET NOT NULL.
-- value: 'none'

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text, phone text NOT NULL);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name, phone) VALUES (:id, 'bob', '1');
-- gives: bob | 1
SELECT name, phone FROM account WHERE id = :id;
-- gives: ann
SELECT name FROM account WHERE id = :previous;
