-- contract: MAXVALUE. The previous release still draws more numbers.

--- before
CREATE SEQUENCE number MAXVALUE 100000;
CREATE TABLE account (id int PRIMARY KEY);

--- after
CREATE SEQUENCE number MAXVALUE 90000;
CREATE TABLE account (id int PRIMARY KEY);

--- previous
INSERT INTO account (id) VALUES (:id);
-- gives: t
SELECT nextval('number') > 0;

--- next
-- gives: t
SELECT nextval('number') > 0;
