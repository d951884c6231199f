-- expand: CREATE TYPE, and the column that has it.

--- before
CREATE TABLE account (id int PRIMARY KEY);

--- after
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE account (id int PRIMARY KEY, state state DEFAULT 'new');

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO account (id) VALUES (:id);
UPDATE account SET id = 1 WHERE id = 1;
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:id, 'open');
-- gives: open
SELECT state FROM account WHERE id = :id;
-- gives: new
SELECT state FROM account WHERE id = :previous;
