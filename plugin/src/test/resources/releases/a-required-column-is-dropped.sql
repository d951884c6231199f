-- expand: DROP NOT NULL, because the new release inserts rows without it.
-- contract: DROP COLUMN.
-- value: 'none'

--- before
CREATE TABLE account (id int PRIMARY KEY, name text, phone text NOT NULL);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);

--- rows
INSERT INTO account VALUES (1, 'old', '1');

--- previous
INSERT INTO account (id, name, phone) VALUES (:id, 'ann', '3');
UPDATE account SET phone = '2' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;
-- gives: bob
SELECT name FROM account WHERE id = :next;
SELECT phone FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;

--- back
UPDATE account SET phone = 'none' WHERE phone IS NULL;
