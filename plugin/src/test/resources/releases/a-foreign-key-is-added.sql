-- contract: NOT VALID, then VALIDATE: even NOT VALID refuses what the previous release writes.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int);
CREATE INDEX ON invoice (account_id);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account);
CREATE INDEX ON invoice (account_id);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO invoice VALUES (1, 1);

--- previous
INSERT INTO invoice (id, account_id) VALUES (:gone, 0);
UPDATE invoice SET account_id = 0 WHERE id = :gone;
DELETE FROM invoice WHERE id = :gone;
INSERT INTO account (id) VALUES (:id);
INSERT INTO invoice (id, account_id) VALUES (:id, :id);
-- gives: t
SELECT account_id = id FROM invoice WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
INSERT INTO invoice (id, account_id) VALUES (:id, :id);
-- gives: t
SELECT account_id = id FROM invoice WHERE id = :id;
