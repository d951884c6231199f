-- contract: A new type instead of the old one. The previous release still writes the value.

--- before
CREATE TYPE state AS ENUM ('new', 'open', 'closed');
CREATE TABLE account (id int PRIMARY KEY, state state);

--- after
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE account (id int PRIMARY KEY, state state);

--- rows
INSERT INTO account VALUES (1, 'new');

--- previous
INSERT INTO account (id, state) VALUES (:gone, 'closed');
-- replans
-- gives: closed
SELECT state FROM account WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, state) VALUES (:id, 'open');
-- gives: open
SELECT CAST(state AS text) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:id, 'open');
-- gives: open
SELECT CAST(state AS text) FROM account WHERE id = :id;
