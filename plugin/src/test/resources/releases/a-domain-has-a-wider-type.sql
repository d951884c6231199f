-- expand: A new domain instead of the old one.

--- before
CREATE DOMAIN points AS int;
CREATE TABLE account (id int PRIMARY KEY, points points);

--- after
CREATE DOMAIN points AS bigint;
CREATE TABLE account (id int PRIMARY KEY, points points);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, points) VALUES (:id, 7);
UPDATE account SET points = 8 WHERE id = 1;
-- replans
-- gives: 7
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:id, 5);
-- gives: 5
SELECT points FROM account WHERE id = :id;
