-- contract: DROP DEFAULT. The previous release inserts rows without the column.

--- before
CREATE TABLE account (id int PRIMARY KEY, state text NOT NULL DEFAULT 'new');

--- after
CREATE TABLE account (id int PRIMARY KEY, state text NOT NULL);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id) VALUES (:id);
UPDATE account SET state = DEFAULT WHERE id = 1;
-- gives: new
SELECT state FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:id, 'bob');
-- gives: bob
SELECT state FROM account WHERE id = :id;
