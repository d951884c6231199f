-- expand: The column, its index and the foreign key: rows of the previous release have NULL there.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, total int);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, total int, account_id int CONSTRAINT fk REFERENCES account);
CREATE INDEX ON invoice (account_id);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO invoice VALUES (1, 1);

--- previous
INSERT INTO invoice (id, total) VALUES (:id, 7);
UPDATE invoice SET total = 8 WHERE id = 1;
-- gives: 7
SELECT total FROM invoice WHERE id = :id;
DELETE FROM account WHERE id = -1;

--- next
INSERT INTO invoice (id, account_id) VALUES (:id, 1);
-- gives: 1
SELECT account_id FROM invoice WHERE id = :id;
