-- expand: CREATE and DROP STATISTICS, which no statement notices.

--- before
CREATE TABLE account (id int PRIMARY KEY, a int, b int, c int);
CREATE STATISTICS both_of ON a, b FROM account;

--- after
CREATE TABLE account (id int PRIMARY KEY, a int, b int, c int);
CREATE STATISTICS others_of ON b, c FROM account;

--- previous
INSERT INTO account (id, a) VALUES (:id, 7);
-- gives: 7
SELECT a FROM account WHERE id = :id;

--- next
INSERT INTO account (id, a) VALUES (:id, 5);
-- gives: 5
SELECT a FROM account WHERE id = :id;
