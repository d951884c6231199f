ALTER TABLE t DROP CONSTRAINT ck_mood;

-- warning enum-value-removed: enum mood loses 'ok'; fails while a row holds one of them
--   SELECT mood, count(*) FROM t WHERE mood::text IN ('ok') GROUP BY mood;
--   SELECT moods, count(*) FROM t WHERE moods::text[] && ARRAY['ok'] GROUP BY moods;
ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('happy', 'sad');

ALTER TABLE t
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::text::mood,
  ALTER COLUMN mood SET DEFAULT 'sad';

ALTER TABLE t ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[];

DROP TYPE mood_old;

-- warning new-check-on-existing: fails while a row of t does not meet the check
--   SELECT count(*) FROM t WHERE NOT (mood <> 'happy');
ALTER TABLE t ADD CONSTRAINT ck_mood CHECK (mood <> 'happy');
