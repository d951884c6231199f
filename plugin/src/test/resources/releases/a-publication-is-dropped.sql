-- expand: DROP PUBLICATION, which no statement notices.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE PUBLICATION accounts FOR TABLE account;

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- previous
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
