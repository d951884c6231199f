CREATE TABLE account (
  id bigint PRIMARY KEY,
  email text,
  state text
);

CREATE VIEW active AS
SELECT id, email, state
FROM account
WHERE state IN ('NEW', 'OPEN', 'HELD');

CREATE VIEW brand_new WITH (security_barrier) AS
SELECT id
FROM active;
COMMENT ON VIEW brand_new IS 'made today';
COMMENT ON COLUMN brand_new.id IS 'the account''s';

CREATE VIEW narrowed AS SELECT id FROM account;
COMMENT ON VIEW narrowed IS 'new';

CREATE VIEW over_narrowed AS SELECT id FROM narrowed;
