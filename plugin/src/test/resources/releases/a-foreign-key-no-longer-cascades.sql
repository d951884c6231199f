-- contract: ON DELETE NO ACTION. The previous release still deletes referenced rows.

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account ON DELETE CASCADE);
CREATE INDEX ON invoice (account_id);

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int CONSTRAINT fk REFERENCES account);
CREATE INDEX ON invoice (account_id);

--- rows
INSERT INTO account VALUES (1);
INSERT INTO invoice VALUES (1, 1);

--- previous
INSERT INTO account (id) VALUES (:gone);
INSERT INTO invoice (id, account_id) VALUES (:gone, :gone);
DELETE FROM account WHERE id = :gone;
-- gives: 0
SELECT count(*) FROM invoice WHERE id = :gone;

--- next
INSERT INTO account (id) VALUES (:id);
INSERT INTO invoice (id, account_id) VALUES (:id, :id);
-- gives: t
SELECT account_id = id FROM invoice WHERE id = :id;
