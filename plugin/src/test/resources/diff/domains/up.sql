DROP DOMAIN gone;

CREATE DOMAIN age AS smallint
  CONSTRAINT age_check CHECK (VALUE >= 0);

COMMENT ON DOMAIN age IS 'in years';

-- warning not-null-without-default: domain email becomes NOT NULL; fails if a row has NULL in a column of this domain
--   SELECT count(*) FROM t WHERE email IS NULL;
-- warning new-check-on-existing: fails if a row has a value of domain email that does not meet check has_at
-- warning new-check-on-existing: fails if a row has a value of domain email that does not meet check short
ALTER DOMAIN email DROP CONSTRAINT has_at;

ALTER DOMAIN email SET DEFAULT 'a@b';

ALTER DOMAIN email SET NOT NULL;

ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%_@_%');

ALTER DOMAIN email ADD CONSTRAINT short CHECK (length(VALUE) < 100);

ALTER TABLE t ADD COLUMN age age;
