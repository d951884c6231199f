-- contract: DROP TABLE.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int NOT NULL REFERENCES account);

--- after
CREATE TABLE account (id int PRIMARY KEY);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO invoice VALUES (1, 1);

--- previous
INSERT INTO account (id) VALUES (:id);
INSERT INTO invoice (id, account_id) VALUES (:id, :id);
UPDATE invoice SET account_id = :id WHERE id = 1;
SELECT account_id FROM invoice WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;
