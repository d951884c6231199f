-- expand: DROP CONSTRAINT. The new release may write references to nothing.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO invoice VALUES (1, 1);

--- previous
INSERT INTO account (id) VALUES (:id);
INSERT INTO invoice (id, account_id) VALUES (:id, :id);
UPDATE invoice SET account_id = 1 WHERE id = 1;
-- gives: t
SELECT account_id = id FROM invoice WHERE id = :id;

--- next
INSERT INTO invoice (id, account_id) VALUES (:gone, 0);
DELETE FROM invoice WHERE id = :gone;
INSERT INTO invoice (id, account_id) VALUES (:id, 1);
-- gives: 1
SELECT account_id FROM invoice WHERE id = :id;
