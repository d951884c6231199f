-- expand: The column alone.
-- contract: The check: it refuses the NULL that the rows of the previous release have.

--- before
CREATE TABLE account (id int PRIMARY KEY, free boolean NOT NULL);

--- after
CREATE TABLE account (id int PRIMARY KEY, free boolean NOT NULL, points int,
  CONSTRAINT paid CHECK (free OR points IS NOT NULL));

--- rows
INSERT INTO account VALUES (1, true);

--- previous
INSERT INTO account (id, free) VALUES (:gone, false);
UPDATE account SET free = true WHERE id = :gone;
INSERT INTO account (id, free) VALUES (:id, true);
-- gives: t
SELECT free FROM account WHERE id = :id;

--- next
INSERT INTO account (id, free, points) VALUES (:id, false, 5);
-- gives: 5
SELECT points FROM account WHERE id = :id;
