-- contract: DROP and ADD COLUMN. The previous release still writes it.
-- breaks: The new release reads what nobody computes yet.

--- before
CREATE TABLE account (id int PRIMARY KEY, net int, gross int);

--- after
CREATE TABLE account (id int PRIMARY KEY, net int, gross int GENERATED ALWAYS AS (net * 2) STORED);

--- rows
INSERT INTO account VALUES (1, 1, 2);

--- previous
INSERT INTO account (id, net, gross) VALUES (:id, 7, 14);
UPDATE account SET gross = 8 WHERE id = 1;
SELECT gross FROM account WHERE id = 1;

--- next
INSERT INTO account (id, net) VALUES (:id, 5);
SELECT gross FROM account WHERE id = :id;
