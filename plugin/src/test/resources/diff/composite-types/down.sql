COMMENT ON TYPE address IS NULL;

ALTER TABLE customer DROP COLUMN paid;

-- recreates the structure; the values of address.old are gone
ALTER TYPE address
  DROP ATTRIBUTE country,
  ADD ATTRIBUTE old text;

DROP TYPE money_amount;

CREATE TYPE unused AS (
  a integer
);
