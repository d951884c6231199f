-- expand: The longer range.

--- before
CREATE TABLE account (id int PRIMARY KEY, state smallint NOT NULL CHECK (state BETWEEN 0 AND 1));

--- after
CREATE TABLE account (id int PRIMARY KEY, state smallint NOT NULL CHECK (state BETWEEN 0 AND 2));

--- rows
INSERT INTO account VALUES (1, 0);

--- previous
INSERT INTO account (id, state) VALUES (:id, 0);
UPDATE account SET state = 1 WHERE id = 1;
-- gives: 0
SELECT state FROM account WHERE id = :id;

--- next
INSERT INTO account (id, state) VALUES (:gone, 2);
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, state) VALUES (:id, 1);
-- gives: 1
SELECT state FROM account WHERE id = :id;
