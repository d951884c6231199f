-- expand: ALTER CONSTRAINT .. DEFERRABLE.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account);
CREATE INDEX ON invoice (account_id);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ON invoice (account_id);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO invoice VALUES (1, 1);

--- previous
INSERT INTO invoice (id, account_id) VALUES (:id, 1);
UPDATE invoice SET account_id = 1 WHERE id = 1;
-- gives: 1
SELECT account_id FROM invoice WHERE id = :id;

--- next
WITH i AS (INSERT INTO invoice (id, account_id) VALUES (:id, :id)) INSERT INTO account (id) VALUES (:id);
-- gives: t
SELECT account_id = id FROM invoice WHERE id = :id;
