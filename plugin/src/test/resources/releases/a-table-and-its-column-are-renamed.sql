-- expand: RENAME, a view under the old name, and a second column kept in step by a trigger.
-- contract: DROP VIEW, DROP COLUMN.
-- rename: account:customer,account.mail:email
-- role: application

--- before
CREATE TABLE account (id int PRIMARY KEY, mail text);

GRANT SELECT, INSERT, UPDATE ON account TO releases_application;

--- after
CREATE TABLE customer (id int PRIMARY KEY, email text);

GRANT SELECT, INSERT, UPDATE ON customer TO releases_application;

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, mail) VALUES (:id, 'ann');
UPDATE account SET mail = 'older' WHERE id = 1;
-- gives: ann
SELECT mail FROM account WHERE id = :id;
-- gives: bob
SELECT mail FROM account WHERE id = :next;

--- next
INSERT INTO customer (id, email) VALUES (:id, 'bob');
-- gives: bob
SELECT email FROM customer WHERE id = :id;
-- gives: ann
SELECT email FROM customer WHERE id = :previous;
