-- contract: DROP SEQUENCE.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE SEQUENCE number START 5000;

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- rows
INSERT INTO account VALUES (1);

--- previous
-- gives: t
SELECT nextval('number') > 0;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;
