CREATE TYPE mood AS ENUM ('sad', 'happy');

-- warning cast-can-fail: t.mood changes from text to mood with mood::mood; fails if a value does not fit
--   SELECT count(*) FROM t WHERE mood::text NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('mood')) AND EXISTS (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('mood'));
ALTER TABLE t
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE mood USING mood::mood,
  ALTER COLUMN mood SET DEFAULT 'sad';
