-- expand: DROP EXPRESSION, because no form suits both releases.
-- breaks: Rows of the previous release have NULL there.

--- before
CREATE TABLE account (id int PRIMARY KEY, net int, gross int GENERATED ALWAYS AS (net * 2) STORED);

--- after
CREATE TABLE account (id int PRIMARY KEY, net int, gross int);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, net) VALUES (:id, 7);
UPDATE account SET net = 8 WHERE id = 1;
-- gives: 7
SELECT net FROM account WHERE id = :id;
SELECT gross FROM account WHERE id = 1;

--- next
INSERT INTO account (id, net, gross) VALUES (:id, 5, 6);
-- gives: 5
SELECT net FROM account WHERE id = :id;
