-- expand: RENAME, because a sequence has no second name.
-- breaks: The previous release asks for the old name.
-- rename: number:account_number

--- before
CREATE TABLE account (id int PRIMARY KEY);
CREATE SEQUENCE number START 5000;

--- after
CREATE TABLE account (id int PRIMARY KEY);
CREATE SEQUENCE account_number START 5000;

--- rows
INSERT INTO account VALUES (1);

--- previous
-- fails: 42P01
SELECT nextval('number') > 0;
-- gives: 1
SELECT count(*) FROM account WHERE id = 1;

--- next
-- gives: t
SELECT nextval('account_number') > 0;
