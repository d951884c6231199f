-- expand: ADD VALUE.

--- before
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE account (id int PRIMARY KEY, state state);

--- after
CREATE TYPE state AS ENUM ('new', 'open', 'closed');
CREATE TABLE account (id int PRIMARY KEY, state state);

--- rows
INSERT INTO account VALUES (1, 'new');

--- previous
INSERT INTO account (id, state) VALUES (:id, 'open');
UPDATE account SET state = 'new' WHERE id = 1;
-- replans
-- gives: open
SELECT state FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:gone, 'closed');
-- gives: closed
SELECT state FROM account WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
