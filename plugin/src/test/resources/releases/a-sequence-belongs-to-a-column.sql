-- expand: OWNED BY, which no statement notices.

--- before
CREATE SEQUENCE number;
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE SEQUENCE number;
CREATE TABLE account (id int PRIMARY KEY, name text);
ALTER SEQUENCE number OWNED BY account.id;

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: t
SELECT nextval('number') > 0;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: t
SELECT nextval('number') > 0;
