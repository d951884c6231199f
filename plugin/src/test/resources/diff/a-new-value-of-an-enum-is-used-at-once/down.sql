DROP POLICY only_happy ON person;

DROP FUNCTION glad();

DROP VIEW happy;

ALTER TABLE person DROP CONSTRAINT calm;

DROP INDEX glad;

ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'ok';

ALTER TABLE person DROP COLUMN was;

DROP DOMAIN merry;

-- next step

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('ok', 'sad');

ALTER TABLE person
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN mood SET DEFAULT 'ok';

DROP TYPE mood_old;
