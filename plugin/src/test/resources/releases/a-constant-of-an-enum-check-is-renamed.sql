-- expand: The list with both constants.
-- contract: The list without the old one.

--- before
CREATE TABLE account (id int PRIMARY KEY, state varchar(10) NOT NULL CHECK (state IN ('NEW', 'OPEN')));

--- after
CREATE TABLE account (id int PRIMARY KEY, state varchar(10) NOT NULL CHECK (state IN ('NEW', 'ACTIVE')));

--- rows
INSERT INTO account VALUES (1, 'NEW');

--- previous
INSERT INTO account (id, state) VALUES (:gone, 'OPEN');
-- gives: OPEN
SELECT state FROM account WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, state) VALUES (:id, 'NEW');
-- gives: NEW
SELECT state FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:gone, 'ACTIVE');
-- gives: ACTIVE
SELECT state FROM account WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
