-- contract: NOT DEFERRABLE. The previous release still writes the referencing row first.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ON invoice (account_id);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account);
CREATE INDEX ON invoice (account_id);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO invoice VALUES (1, 1);

--- previous
DO 'BEGIN INSERT INTO invoice VALUES (-7, -7); INSERT INTO account VALUES (-7); DELETE FROM invoice WHERE id = -7; DELETE FROM account WHERE id = -7; END';
INSERT INTO invoice (id, account_id) VALUES (:id, 1);
-- gives: 1
SELECT account_id FROM invoice WHERE id = :id;

--- next
INSERT INTO invoice (id, account_id) VALUES (:id, 1);
-- gives: 1
SELECT account_id FROM invoice WHERE id = :id;
