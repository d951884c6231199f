-- expand: ADD VALUE. On downgrade the type is replaced, and the check is created again.

--- before
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE account (id int PRIMARY KEY, state state CHECK (state <> 'open' OR id > 0));

--- after
CREATE TYPE state AS ENUM ('new', 'open', 'closed');
CREATE TABLE account (id int PRIMARY KEY, state state CHECK (state <> 'open' OR id > 0));

--- rows
INSERT INTO account VALUES (1, 'new');

--- previous
INSERT INTO account (id, state) VALUES (:id, 'open');
UPDATE account SET state = 'new' WHERE id = 1;
-- gives: open
SELECT CAST(state AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:gone, 'closed');
DELETE FROM account WHERE id = :gone;
