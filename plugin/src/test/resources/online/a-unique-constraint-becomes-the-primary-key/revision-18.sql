-- a unique constraint becomes the primary key
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: country.code becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM country WHERE code IS NULL;
ALTER TABLE country ADD CONSTRAINT country_code_not_null NOT NULL code NOT VALID;

-- migrate:up
ALTER TABLE country VALIDATE CONSTRAINT country_code_not_null;

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of country have the same code
--   SELECT code, count(*) FROM country GROUP BY code HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY pk_country ON country (code);

-- migrate:up
ALTER TABLE country ADD CONSTRAINT pk_country PRIMARY KEY USING INDEX pk_country;

ALTER TABLE country DROP CONSTRAINT uk_country_code;

-- migrate:up nothing
-- step 5 does something only on downgrade

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of country have the same code
--   SELECT code, count(*) FROM country WHERE code IS NOT NULL GROUP BY code HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY uk_country_code ON country (code);

-- migrate:down
ALTER TABLE country ADD CONSTRAINT uk_country_code UNIQUE USING INDEX uk_country_code;

ALTER TABLE country DROP CONSTRAINT pk_country;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS pk_country;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
ALTER TABLE country ALTER COLUMN code DROP NOT NULL;
