-- warning not-null-without-default: shelf.label is NOT NULL without a default; fails if the table has rows: write their value at the TODO
--   SELECT count(*) FROM shelf;
ALTER TABLE shelf ADD COLUMN label varchar(20) DEFAULT NULL;

-- TODO if the table has rows, give them a value first:
-- UPDATE shelf SET label = ... WHERE label IS NULL;
ALTER TABLE shelf ALTER COLUMN label SET NOT NULL;
