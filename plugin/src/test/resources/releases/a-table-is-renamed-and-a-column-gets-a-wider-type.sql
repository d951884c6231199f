-- expand: RENAME, and a view under the old name that is dropped and created again around the new type.
-- contract: DROP VIEW.
-- rename: account:customer

--- before
CREATE TABLE account (id int PRIMARY KEY, name varchar(20) NOT NULL);

--- after
CREATE TABLE customer (id int PRIMARY KEY, name varchar(40) NOT NULL, phone text);

CREATE INDEX ix_customer_phone ON customer (phone);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- replans
-- gives: ann
SELECT name FROM account WHERE id = :id;
-- gives: bob
SELECT name FROM account WHERE id = :next;

--- next
INSERT INTO customer (id, name, phone) VALUES (:id, 'bob', '1');
-- gives: bob
SELECT name FROM customer WHERE id = :id;
-- gives: ann
SELECT name FROM customer WHERE id = :previous;
