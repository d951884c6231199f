-- contract: DROP TYPE, after the column that has it.

--- before
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE account (id int PRIMARY KEY, state state DEFAULT 'new');

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO account (id, state) VALUES (:id, 'open');
UPDATE account SET state = 'new' WHERE id = 1;
-- replans
SELECT state FROM account WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;
