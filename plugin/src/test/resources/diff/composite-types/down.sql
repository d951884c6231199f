COMMENT ON TYPE address IS NULL;

ALTER TABLE customer DROP COLUMN paid;

-- recreates the structure, but cannot restore the values of address.old
ALTER TYPE address
  DROP ATTRIBUTE country,
  ADD ATTRIBUTE old text;

DROP TYPE money_amount;

CREATE TYPE unused AS (
  a integer
);
