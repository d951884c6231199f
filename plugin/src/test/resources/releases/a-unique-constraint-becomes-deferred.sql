-- expand: The deferrable constraint on an index of its own, then DROP CONSTRAINT of the old one.
-- but: ON CONFLICT (place) of the previous release may not use such an index.

--- before
CREATE TABLE account (id int PRIMARY KEY, place int, CONSTRAINT uk UNIQUE (place));

--- after
CREATE TABLE account (id int PRIMARY KEY, place int, CONSTRAINT uk UNIQUE (place) DEFERRABLE INITIALLY DEFERRED);

--- rows
INSERT INTO account VALUES (1, 1), (2, 2);

--- previous
INSERT INTO account (id, place) VALUES (:id, :id);
UPDATE account SET place = 1 WHERE id = 1;
-- fails: 55000
INSERT INTO account (id, place) VALUES (:id, :id) ON CONFLICT (place) DO NOTHING;
-- gives: t
SELECT place = id FROM account WHERE id = :id;

--- next
UPDATE account SET place = 3 - place WHERE id IN (1, 2);
UPDATE account SET place = id WHERE id IN (1, 2);
INSERT INTO account (id, place) VALUES (:id, :id);
-- gives: t
SELECT place = id FROM account WHERE id = :id;
