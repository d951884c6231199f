-- contract: NO INHERIT. The previous release still reads its rows through the parent.

--- before
CREATE TABLE animal (id int PRIMARY KEY);
CREATE TABLE dog (breed text) INHERITS (animal);

--- after
CREATE TABLE animal (id int PRIMARY KEY);
CREATE TABLE dog (id int NOT NULL, breed text);

--- rows
INSERT INTO dog VALUES (1, 'boxer');

--- previous
INSERT INTO dog (id, breed) VALUES (:id, 'ann');
UPDATE animal SET id = 1 WHERE id = 1;
-- gives: 1
SELECT count(*) FROM animal WHERE id = :id;

--- next
INSERT INTO dog (id, breed) VALUES (:id, 'bob');
-- gives: bob
SELECT breed FROM dog WHERE id = :id;
