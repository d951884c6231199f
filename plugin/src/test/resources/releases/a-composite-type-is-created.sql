-- expand: CREATE TYPE, and the column that has it.

--- before
CREATE TABLE account (id int PRIMARY KEY);

--- after
CREATE TYPE place AS (street text, city text);
CREATE TABLE account (id int PRIMARY KEY, place place);

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;

--- next
INSERT INTO account (id, place) VALUES (:id, ROW('High', 'Bath'));
-- gives: Bath
SELECT (place).city FROM account WHERE id = :id;
