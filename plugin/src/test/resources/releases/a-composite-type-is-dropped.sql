-- contract: DROP TYPE, after the column that has it.

--- before
CREATE TYPE place AS (street text, city text);
CREATE TABLE account (id int PRIMARY KEY, place place);

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO account (id, place) VALUES (:id, ROW('High', 'Bath'));
SELECT (place).city FROM account WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;
