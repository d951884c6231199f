-- expand: CREATE TABLE, with all its constraints: the previous release does not know it.

--- before
CREATE TABLE account (id int PRIMARY KEY);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int NOT NULL REFERENCES account, total int CHECK (total > 0));

--- rows
INSERT INTO account VALUES (1);

--- previous
INSERT INTO account (id) VALUES (:id);
UPDATE account SET id = 1 WHERE id = 1;
-- gives: 1
SELECT count(*) FROM account WHERE id = :id;
INSERT INTO account (id) VALUES (:gone);
DELETE FROM account WHERE id = :gone;

--- next
INSERT INTO invoice (id, account_id, total) VALUES (:id, 1, 5);
-- gives: 5
SELECT total FROM invoice WHERE id = :id;
