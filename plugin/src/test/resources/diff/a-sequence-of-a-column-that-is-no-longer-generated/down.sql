ALTER SEQUENCE numbers OWNED BY NONE;

-- recreates the structure, but cannot restore the values of title.size
-- warning not-null-without-default: title.size is NOT NULL without a default; fails if the table has rows: write their value at the TODO
--   SELECT count(*) FROM title;
ALTER TABLE title ADD COLUMN size smallint;

-- TODO if the table has rows, give them a value first:
-- UPDATE title SET size = ... WHERE size IS NULL;
ALTER TABLE title ALTER COLUMN size SET NOT NULL;

-- warning data-loss: loses the values of title.double
ALTER TABLE title DROP COLUMN double;

ALTER TABLE title ADD COLUMN double numeric GENERATED ALWAYS AS (size * 2) STORED;

ALTER SEQUENCE numbers OWNED BY title.double;

-- warning new-unique-on-existing: fails if two rows of title have the same size
--   SELECT size, count(*) FROM title GROUP BY size HAVING count(*) > 1;
ALTER TABLE title ADD CONSTRAINT title_pkey PRIMARY KEY (size);
