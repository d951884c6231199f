ALTER TABLE author DROP CONSTRAINT author_id;

-- warning data-loss: loses the values of author.upper
ALTER TABLE author DROP COLUMN upper;

ALTER TABLE author ADD COLUMN upper text GENERATED ALWAYS AS (upper(name)) STORED;

-- warning new-unique-on-existing: fails if two rows of author have the same upper and id
--   SELECT upper, id, count(*) FROM author WHERE upper IS NOT NULL AND id IS NOT NULL GROUP BY upper, id HAVING count(*) > 1;
CREATE UNIQUE INDEX author_upper_idx ON author (upper, id);
