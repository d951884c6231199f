-- warning data-loss: drops column weight.unit with its values
--   SELECT count(*) FROM weight WHERE unit IS NOT NULL;
ALTER TABLE weight DROP COLUMN unit;

-- warning data-loss: drops table scale with its rows
--   SELECT count(*) FROM scale;
DROP TABLE scale;

DROP TYPE unit;

CREATE TABLE balance (
  id integer,
  value integer,
  note text
);

CREATE TABLE unit (
  id integer NOT NULL,
  CONSTRAINT unit_pkey PRIMARY KEY (id)
);

ALTER TABLE weight ADD COLUMN unit_id integer;

CREATE UNIQUE INDEX measured ON balance (id);

-- warning foreign-key-without-index: no index of weight begins with (unit_id); each DELETE from unit reads all of weight
ALTER TABLE weight ADD CONSTRAINT weight_unit_fk FOREIGN KEY (unit_id) REFERENCES unit (id);

ALTER TYPE tone RENAME TO tone_old;

CREATE DOMAIN tone AS text
  CONSTRAINT tone_check CHECK (VALUE IN ('low', 'high'));

-- warning cast-can-fail: sound.tone changes from tone_old to tone; fails if a value does not fit
--   SELECT count(*) FROM sound WHERE tone::text NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('tone')) AND EXISTS (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('tone'));
-- warning new-check-on-existing: fails if a value of sound.tone does not meet the checks of domain tone
ALTER TABLE sound
  ALTER COLUMN tone DROP DEFAULT,
  ALTER COLUMN tone TYPE tone,
  ALTER COLUMN tone SET DEFAULT 'low';

DROP TYPE tone_old;
