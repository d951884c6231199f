-- contract: ALTER TYPE. The previous release still writes longer values.

--- before
CREATE TABLE account (id int PRIMARY KEY, name varchar(20) NOT NULL);

--- after
CREATE TABLE account (id int PRIMARY KEY, name varchar(10) NOT NULL);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:gone, 'ann the magnificent');
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- replans
-- gives: bob
SELECT name FROM account WHERE id = :id;
