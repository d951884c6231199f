-- warning primary-key-change: table seat loses its primary key; all that uses it must change
ALTER TABLE seat DROP CONSTRAINT seat_pkey;

-- warning not-null-without-default: seat.price is NOT NULL without a default; fails if the table has rows: write their value at the TODO
--   SELECT count(*) FROM seat;
ALTER TABLE seat ADD COLUMN price integer;

-- TODO if the table has rows, give them a value first:
-- UPDATE seat SET price = ... WHERE price IS NULL;
ALTER TABLE seat ALTER COLUMN price SET NOT NULL;

ALTER TABLE seat ALTER COLUMN hall DROP NOT NULL;
