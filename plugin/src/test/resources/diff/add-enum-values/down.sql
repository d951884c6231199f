ALTER TABLE t ALTER COLUMN mood SET DEFAULT 'sad';

-- next step

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('sad', 'happy');

ALTER TABLE t
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN mood SET DEFAULT 'sad';

DROP TYPE mood_old;
