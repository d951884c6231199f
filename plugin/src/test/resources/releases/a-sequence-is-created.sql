-- expand: CREATE SEQUENCE.

--- before
CREATE TABLE account (id int PRIMARY KEY);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE SEQUENCE number;

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;

--- next
-- gives: t
SELECT nextval('number') > 0;
