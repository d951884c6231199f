CREATE ROLE golden_clerk;
CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text
);
CREATE VIEW contact AS SELECT id, email FROM account;
GRANT SELECT (id) ON contact TO golden_clerk WITH GRANT OPTION;
CREATE MATERIALIZED VIEW number AS SELECT id FROM account;
GRANT SELECT (id) ON number TO golden_clerk;
