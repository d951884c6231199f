-- expand: COMMENT ON, which no statement notices.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
COMMENT ON TABLE account IS 'who pays';

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);
COMMENT ON TABLE account IS 'who pays and who is paid';
COMMENT ON COLUMN account.name IS 'as on the invoice';

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, name) VALUES (:id, 'bob');
-- gives: bob
SELECT name FROM account WHERE id = :id;
