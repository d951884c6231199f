DROP VIEW over_narrowed;

DROP VIEW narrowed;

DROP VIEW brand_new;

DROP VIEW active;

CREATE VIEW narrowed AS SELECT id, email FROM account;

COMMENT ON VIEW narrowed IS 'old';

CREATE VIEW over_narrowed AS SELECT id FROM narrowed;

CREATE VIEW gone AS SELECT id FROM account;

CREATE VIEW active AS
SELECT id, email
FROM account
WHERE state IN ('NEW', 'OPEN');
