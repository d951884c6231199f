COMMENT ON TYPE address IS NULL;

-- recreates the structure; the values of address.old are gone
ALTER TYPE address
  DROP ATTRIBUTE country,
  ADD ATTRIBUTE old text;

ALTER TABLE customer DROP COLUMN paid;

DROP TYPE money_amount;

CREATE TYPE unused AS (
  a integer
);
