-- expand: A new type instead of the old one, in one transaction.

--- before
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE account (id int PRIMARY KEY, state state);

--- after
CREATE TYPE state AS ENUM ('open', 'new');
CREATE TABLE account (id int PRIMARY KEY, state state);

--- rows
INSERT INTO account VALUES (1, 'new');

--- previous
INSERT INTO account (id, state) VALUES (:id, 'open');
UPDATE account SET state = 'new' WHERE id = 1;
-- gives: open
SELECT CAST(state AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:id, 'open');
-- gives: open
SELECT CAST(state AS text) FROM account WHERE id = :id;
