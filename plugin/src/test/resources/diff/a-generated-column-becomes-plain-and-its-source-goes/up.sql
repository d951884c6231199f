ALTER TABLE item DROP COLUMN triple_price;

ALTER TABLE item ADD COLUMN triple_price integer GENERATED ALWAYS AS (id * 3) STORED;

ALTER TABLE item ALTER COLUMN double_price DROP EXPRESSION;

-- warning data-loss: drops column item.price with its values
--   SELECT count(*) FROM item WHERE price IS NOT NULL;
ALTER TABLE item DROP COLUMN price;
