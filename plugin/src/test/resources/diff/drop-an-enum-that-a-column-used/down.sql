CREATE TYPE mood AS ENUM ('sad', 'happy');

ALTER TABLE t
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::mood,
  ALTER COLUMN mood SET DEFAULT 'sad';
