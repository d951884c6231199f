ALTER TYPE mood ADD VALUE 'glad' AFTER 'ok';

-- next step

CREATE DOMAIN merry AS mood
  DEFAULT 'glad'
  CONSTRAINT merry_check CHECK (VALUE <> 'sad');

ALTER TABLE person ADD COLUMN was mood DEFAULT 'glad';

-- warning server-default: the default changes from 'ok' to 'glad'; existing rows keep their values
ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'glad';

CREATE INDEX glad ON person (id) WHERE mood = 'glad';

-- warning new-check-on-existing: fails if a row of person does not meet the check
--   SELECT count(*) FROM person WHERE NOT (id > 0 OR mood <> 'glad');
ALTER TABLE person ADD CONSTRAINT calm CHECK (id > 0 OR mood <> 'glad');

CREATE VIEW happy AS SELECT id FROM person WHERE mood = 'glad';

CREATE FUNCTION glad() RETURNS mood LANGUAGE sql RETURN 'glad'::mood;

CREATE POLICY only_happy ON person USING (mood = 'glad');
