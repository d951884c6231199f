-- expand: GRANT on the columns.
-- contract: REVOKE on the table, then GRANT on the columns again: REVOKE takes the privilege from them, too.
-- role: the application

--- before
CREATE TABLE account (id int PRIMARY KEY, name text, secret text);
GRANT SELECT, INSERT ON account TO releases_application;
GRANT SELECT (id) ON account TO releases_application;

--- after
CREATE TABLE account (id int PRIMARY KEY, name text, secret text, mail text);
GRANT INSERT ON account TO releases_application;
GRANT SELECT (id, name, mail) ON account TO releases_application;

--- rows
INSERT INTO account VALUES (1, 'ann', 's');

--- previous
INSERT INTO account (id, name, secret) VALUES (:id, 'ann', 's');
-- gives: ann | s
SELECT name, secret FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name, mail) VALUES (:id, 'bob', 'm');
-- gives: bob | m
SELECT name, mail FROM account WHERE id = :id;
