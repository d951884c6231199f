-- contract: NOT DEFERRABLE. The previous release still swaps values within a transaction.

--- before
CREATE TABLE account (id int PRIMARY KEY, place int, CONSTRAINT uk UNIQUE (place) DEFERRABLE INITIALLY DEFERRED);

--- after
CREATE TABLE account (id int PRIMARY KEY, place int, CONSTRAINT uk UNIQUE (place));

--- rows
INSERT INTO account VALUES (1, 1), (2, 2);

--- previous
UPDATE account SET place = 3 - place WHERE id IN (1, 2);
INSERT INTO account (id, place) VALUES (:id, :id);
-- gives: t
SELECT place = id FROM account WHERE id = :id;

--- next
INSERT INTO account (id, place) VALUES (:id, :id);
-- gives: t
SELECT place = id FROM account WHERE id = :id;
