-- warning not-null-without-default: seat.hall becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM seat WHERE hall IS NULL;
ALTER TABLE seat ALTER COLUMN hall SET NOT NULL;

ALTER TABLE seat DROP COLUMN price;

-- warning new-unique-on-existing: fails if two rows of seat have the same hall and place
--   SELECT hall, place, count(*) FROM seat GROUP BY hall, place HAVING count(*) > 1;
ALTER TABLE seat ADD CONSTRAINT seat_pkey PRIMARY KEY (hall, place);
