-- expand: DROP CONSTRAINT.

--- before
CREATE TABLE booking (id int PRIMARY KEY, during int4range, CONSTRAINT apart EXCLUDE USING gist (during WITH &&));

--- after
CREATE TABLE booking (id int PRIMARY KEY, during int4range);

--- rows
INSERT INTO booking VALUES (1, '[1,2)');

--- previous
INSERT INTO booking (id, during) VALUES (:id, int4range(:id, :id + 1));
UPDATE booking SET during = '[1,3)' WHERE id = 1;
-- gives: t
SELECT lower(during) = id FROM booking WHERE id = :id;

--- next
INSERT INTO booking (id, during) VALUES (:gone, '[1,2)');
DELETE FROM booking WHERE id = :gone;
