-- contract: DROP SCHEMA, after what is in it.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE SCHEMA sales;
CREATE TABLE sales.invoice (id int PRIMARY KEY);

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO sales.invoice (id) VALUES (:id);
SELECT count(*) FROM sales.invoice WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;
