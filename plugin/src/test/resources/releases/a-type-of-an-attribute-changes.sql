-- expand: CREATE TYPE, then ALTER TABLE .. TYPE of each column that has it.
-- but: Values of the old type that the previous release casts by name become values of the new one.

--- before
CREATE TYPE spot AS (x integer, y integer);
CREATE TABLE account (id int PRIMARY KEY, places spot[]);

--- after
CREATE TYPE spot AS (x bigint, y bigint);
CREATE TABLE account (id int PRIMARY KEY, places spot[]);

--- rows
INSERT INTO account VALUES (1, ARRAY[ROW(1, 2)::spot]);

--- previous
INSERT INTO account (id, places) VALUES (:id, ARRAY[ROW(1, 2)::spot]);
-- gives: 1
-- replans
SELECT (places[1]).x FROM account WHERE id = :id;

--- next
INSERT INTO account (id, places) VALUES (:id, ARRAY[ROW(5000000000, 2)::spot]);
-- gives: 5000000000
SELECT (places[1]).x FROM account WHERE id = :id;

--- back
-- No integer holds it.
DELETE FROM account WHERE (places[1]).x > 2147483647;
