-- expand: ALTER TYPE, because no type suits both releases.
-- breaks: The previous release cannot write text there.

--- before
CREATE TABLE account (id int PRIMARY KEY, code text);

--- after
CREATE TABLE account (id int PRIMARY KEY, code int);

--- rows
INSERT INTO account VALUES (1, '1');

--- previous
-- fails: 42804
INSERT INTO account (id, code) VALUES (:id, text '7');
-- fails: 42804
UPDATE account SET code = text '8' WHERE id = 1;
-- replans
SELECT code FROM account WHERE id = :id;

--- next
INSERT INTO account (id, code) VALUES (:id, 5);
-- gives: 5
SELECT code FROM account WHERE id = :id;
