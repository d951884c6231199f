ALTER TABLE t DROP CONSTRAINT ck_mood;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

ALTER TABLE t
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN mood SET DEFAULT 'sad';

ALTER TABLE t ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[];

DROP TYPE mood_old;

ALTER TABLE t ADD CONSTRAINT ck_mood CHECK (mood <> 'happy');
