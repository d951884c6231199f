DROP INDEX by_double_price;

ALTER TABLE item DROP CONSTRAINT small;

-- recreates the structure, but cannot restore the values of item.price
ALTER TABLE item ADD COLUMN price integer;

-- warning data-loss: loses the values of item.double_price
ALTER TABLE item DROP COLUMN double_price;

ALTER TABLE item ADD COLUMN double_price integer GENERATED ALWAYS AS (price * 2) STORED;

CREATE INDEX by_double_price ON item (double_price);

-- warning new-check-on-existing: fails if a row of item does not meet the check
--   SELECT count(*) FROM item WHERE NOT (double_price < 100);
ALTER TABLE item ADD CONSTRAINT small CHECK (double_price < 100);

ALTER TABLE item DROP COLUMN triple_price;

ALTER TABLE item ADD COLUMN triple_price integer GENERATED ALWAYS AS (price * 3) STORED;
