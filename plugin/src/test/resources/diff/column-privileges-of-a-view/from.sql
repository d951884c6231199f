CREATE ROLE golden_clerk;
CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text
);
CREATE VIEW contact AS SELECT id, email FROM account;
GRANT SELECT (id) ON contact TO golden_clerk;
GRANT UPDATE (email) ON contact TO golden_clerk;
CREATE MATERIALIZED VIEW number AS SELECT id FROM account;
