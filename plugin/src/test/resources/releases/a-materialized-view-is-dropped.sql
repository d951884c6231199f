-- contract: DROP MATERIALIZED VIEW, with its indexes.

--- before
CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE MATERIALIZED VIEW named AS SELECT id, name FROM account;
CREATE UNIQUE INDEX ux_named ON named (id);

--- after
CREATE TABLE account (id int PRIMARY KEY, name text);

--- rows
INSERT INTO account VALUES (1, 'old');

--- previous
REFRESH MATERIALIZED VIEW named;
-- gives: old
SELECT name FROM named WHERE id = 1;

--- next
-- gives: old
SELECT name FROM account WHERE id = 1;
