-- expand: A second column of the new type, a trigger that keeps both in step, and a backfill.
-- contract: A proof that both are in step, then the second column takes the name.
-- widen: account.points

--- before
CREATE TABLE account (id int PRIMARY KEY, points int NOT NULL);
CREATE INDEX ON account (points);

--- after
CREATE TABLE account (id int PRIMARY KEY, points bigint NOT NULL);
CREATE INDEX ON account (points);

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, points) VALUES (:id, 7);
UPDATE account SET points = 8 WHERE id = 1;
-- gives: 7
SELECT points FROM account WHERE id = :id;

--- next
INSERT INTO account (id, points) VALUES (:id, 5);
-- replans
-- gives: 5
SELECT points FROM account WHERE id = :id;
-- gives: 7
SELECT CAST(points AS int) FROM account WHERE id = :previous;
