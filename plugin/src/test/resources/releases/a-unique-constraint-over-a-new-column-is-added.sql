-- expand: The column and the constraint: rows of the previous release have NULL there, and NULLs are distinct.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text, mail text CONSTRAINT uk UNIQUE);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
INSERT INTO account (id, name) VALUES (:id, 'ann');
UPDATE account SET name = 'older' WHERE id = 1;
-- gives: ann
SELECT name FROM account WHERE id = :id;

--- next
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int));
INSERT INTO account (id, mail) VALUES (:id, CAST(:id AS int)) ON CONFLICT (mail) DO NOTHING;
-- gives: t
SELECT mail = CAST(id AS text) FROM account WHERE id = :id;
