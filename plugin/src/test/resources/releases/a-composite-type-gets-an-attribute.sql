-- expand: ADD ATTRIBUTE, because no type suits both releases.
-- breaks: The previous release writes and reads values without it.

--- before
CREATE TYPE place AS (street text, city text);
CREATE TABLE account (id int PRIMARY KEY, place place);

--- after
CREATE TYPE place AS (street text, city text, zip text);
CREATE TABLE account (id int PRIMARY KEY, place place);

--- rows
INSERT INTO account VALUES (1, ROW('Low', 'Bath'));

--- previous
INSERT INTO account (id, place.street, place.city) VALUES (:id, 'High', 'Bath');
-- fails: 22P02
UPDATE account SET place = CAST('(High,' || CAST(:id AS int) || ')' AS place) WHERE id = 1;
-- gives: Bath
SELECT (place).city FROM account WHERE id = :id;

--- next
INSERT INTO account (id, place) VALUES (:id, ROW('High', 'Bath', 'B1'));
-- gives: B1
SELECT (place).zip FROM account WHERE id = :id;
