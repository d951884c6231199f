CREATE TYPE tone_old AS ENUM ('low', 'high');

-- warning cast-assumes: sound.tone changes from tone to tone_old with tone::text::tone_old; assumes that the text of each value is a value of the new type
-- warning cast-can-fail: sound.tone changes from tone to tone_old with tone::text::tone_old; fails if a value does not fit
--   SELECT count(*) FROM sound WHERE tone::text NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('tone_old')) AND EXISTS (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('tone_old'));
ALTER TABLE sound
  ALTER COLUMN tone DROP DEFAULT,
  ALTER COLUMN tone TYPE tone_old USING tone::text::tone_old,
  ALTER COLUMN tone SET DEFAULT 'low';

DROP DOMAIN tone;

ALTER TYPE tone_old RENAME TO tone;

ALTER TABLE weight DROP CONSTRAINT weight_unit_fk;

ALTER TABLE weight DROP COLUMN unit_id;

DROP TABLE unit;

DROP TABLE balance;

CREATE TYPE unit AS ENUM ('kg', 'g');

-- recreates the structure, but cannot restore the rows of scale
CREATE TABLE scale (
  id integer,
  value integer
);

-- recreates the structure, but cannot restore the values of weight.unit
ALTER TABLE weight ADD COLUMN unit unit;

CREATE UNIQUE INDEX measured ON scale (id);
