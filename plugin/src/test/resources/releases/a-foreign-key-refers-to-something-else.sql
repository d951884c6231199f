-- expand: DROP CONSTRAINT of the old one: the new release writes what it refuses.
-- contract: The new one: it refuses what the previous release writes.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE customer (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, payer int CONSTRAINT fk REFERENCES account);
CREATE INDEX ON invoice (payer);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE customer (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, payer int CONSTRAINT fk REFERENCES customer);
CREATE INDEX ON invoice (payer);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO customer VALUES (2);

--- previous
INSERT INTO invoice (id, payer) VALUES (:gone, 1);
-- gives: 1
SELECT payer FROM invoice WHERE id = :gone;
DELETE FROM invoice WHERE id = :gone;
UPDATE invoice SET payer = 1 WHERE id = -1;

--- next
INSERT INTO invoice (id, payer) VALUES (:gone, 2);
-- gives: 2
SELECT payer FROM invoice WHERE id = :gone;
DELETE FROM invoice WHERE id = :gone;
