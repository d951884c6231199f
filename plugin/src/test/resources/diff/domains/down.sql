ALTER TABLE t DROP COLUMN age;

-- warning new-check-on-existing: fails while a value in a column of domain email does not meet its check has_at
ALTER DOMAIN email DROP CONSTRAINT has_at;

ALTER DOMAIN email DROP CONSTRAINT short;

ALTER DOMAIN email DROP DEFAULT;

ALTER DOMAIN email DROP NOT NULL;

ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');

DROP DOMAIN age;

CREATE DOMAIN gone AS integer;
