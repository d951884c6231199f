DROP TYPE unused;

CREATE TYPE money_amount AS (
  amount numeric(12,2),
  currency char(3)
);

-- warning data-loss: drops the values of address.old
ALTER TYPE address
  DROP ATTRIBUTE old,
  ADD ATTRIBUTE country text COLLATE "C";

COMMENT ON COLUMN address.country IS 'two letters';

ALTER TABLE customer ADD COLUMN paid money_amount;

COMMENT ON TYPE address IS 'where somebody lives';
