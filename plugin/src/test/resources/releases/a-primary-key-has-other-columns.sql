-- contract: The new index CONCURRENTLY, then the keys in one transaction.

--- before
CREATE TABLE account (id int NOT NULL, code int NOT NULL, CONSTRAINT pk PRIMARY KEY (id));

--- after
CREATE TABLE account (id int NOT NULL, code int NOT NULL, CONSTRAINT pk PRIMARY KEY (code));

--- rows
INSERT INTO account VALUES (1, 1);

--- previous
INSERT INTO account (id, code) VALUES (:gone, 1);
DELETE FROM account WHERE id = :gone;
INSERT INTO account (id, code) VALUES (:id, :id) ON CONFLICT (id) DO NOTHING;
UPDATE account SET code = 2 WHERE id = 1;
-- gives: t
SELECT code = id FROM account WHERE id = :id;

--- next
INSERT INTO account (id, code) VALUES (:id, :id);
-- gives: t
SELECT code = id FROM account WHERE id = :id;
