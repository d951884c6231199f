-- warning server-default: the default changes from 'sad' to 'sad'; rows that are there keep their values
ALTER TABLE t
  ALTER COLUMN mood DROP DEFAULT,
  ALTER COLUMN mood TYPE text,
  ALTER COLUMN mood SET DEFAULT 'sad';

DROP TYPE mood;
