CREATE TABLE pet (
  id bigint NOT NULL,
  name label,
  CONSTRAINT pet_pkey PRIMARY KEY (id)
);

-- warning not-null-without-default: person.name is of short_name, a NOT NULL domain, and has no default; fails if the table has rows
--   SELECT count(*) FROM person;
ALTER TABLE person ADD COLUMN name short_name;

ALTER TABLE person ADD COLUMN names label[];

ALTER TABLE person ADD COLUMN state state;

ALTER TABLE person ADD COLUMN title label DEFAULT 'Dr.';

-- warning cast-can-fail: person.alias changes from text to short_name; fails if a value does not fit
--   SELECT count(*) FROM person WHERE alias::text NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('short_name')) AND EXISTS (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('short_name'));
-- warning new-check-on-existing: fails if a value of person.alias does not meet the checks of domain short_name
-- warning not-null-without-default: person.alias becomes NOT NULL, as its domain label is; fails if a row has no value for it
--   SELECT count(*) FROM person WHERE alias IS NULL;
ALTER TABLE person ALTER COLUMN alias TYPE short_name;
