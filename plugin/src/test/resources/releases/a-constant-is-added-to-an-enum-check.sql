-- expand: The longer list.

--- before
CREATE TABLE account (id int PRIMARY KEY, state varchar(10) NOT NULL CHECK (state IN ('NEW', 'OPEN')));

--- after
CREATE TABLE account (id int PRIMARY KEY, state varchar(10) NOT NULL CHECK (state IN ('NEW', 'OPEN', 'CLOSED')));

--- rows
INSERT INTO account VALUES (1, 'NEW');

--- previous
INSERT INTO account (id, state) VALUES (:id, 'NEW');
UPDATE account SET state = 'OPEN' WHERE id = 1;
-- gives: NEW
SELECT state FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:gone, 'CLOSED');
-- gives: CLOSED
SELECT state FROM account WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
