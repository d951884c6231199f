-- expand: SET DEFAULT. Rows of the previous release that leave the column out get it, too.

--- before
CREATE TABLE account (id int PRIMARY KEY, state text);

--- after
CREATE TABLE account (id int PRIMARY KEY, state text DEFAULT 'new');

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, state) VALUES (:id, 'ann');
INSERT INTO account (id) VALUES (:gone);
UPDATE account SET state = NULL WHERE id = 1;
-- gives: ann
SELECT state FROM account WHERE id = :id;

--- next
INSERT INTO account (id) VALUES (:id);
-- gives: new
SELECT state FROM account WHERE id = :id;
