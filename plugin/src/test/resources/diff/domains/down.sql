ALTER TABLE t DROP COLUMN age;

-- warning new-check-on-existing: fails if a row has a value of domain email that does not meet check has_at
ALTER DOMAIN email DROP CONSTRAINT has_at;

ALTER DOMAIN email DROP CONSTRAINT short;

ALTER DOMAIN email DROP DEFAULT;

ALTER DOMAIN email DROP NOT NULL;

ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');

DROP DOMAIN age;

CREATE DOMAIN gone AS integer;
