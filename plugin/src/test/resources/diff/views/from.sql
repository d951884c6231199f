CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text,
  state text
);

CREATE VIEW active AS
SELECT id, email
FROM account
WHERE state IN ('NEW', 'OPEN');

CREATE VIEW gone AS SELECT id FROM account;

CREATE VIEW narrowed AS SELECT id, email FROM account;
COMMENT ON VIEW narrowed IS 'old';

CREATE VIEW over_narrowed AS SELECT id FROM narrowed;
