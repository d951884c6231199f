-- expand: DROP CONSTRAINT of the check, which refuses the rows of the new release.
-- contract: DROP COLUMN.

--- before
CREATE TABLE account (id int PRIMARY KEY, free boolean NOT NULL, points int,
  CONSTRAINT paid CHECK (free OR points IS NOT NULL));

--- after
CREATE TABLE account (id int PRIMARY KEY, free boolean NOT NULL);

--- rows
INSERT INTO account VALUES (1, true, NULL);

--- previous
INSERT INTO account (id, free, points) VALUES (:gone, false, 7);
UPDATE account SET points = 8 WHERE id = :gone;
-- gives: 8
SELECT points FROM account WHERE id = :gone;
DELETE FROM account WHERE id = :gone;

--- next
INSERT INTO account (id, free) VALUES (:gone, false);
-- gives: f
SELECT free FROM account WHERE id = :gone;
DELETE FROM account WHERE id = :gone;
