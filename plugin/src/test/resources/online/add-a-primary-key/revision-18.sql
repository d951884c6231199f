-- add a primary key
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning not-null-without-default: line.book_id becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM line WHERE book_id IS NULL;
ALTER TABLE line ADD CONSTRAINT line_book_id_not_null NOT NULL book_id NOT VALID;

-- warning not-null-without-default: line.place becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM line WHERE place IS NULL;
ALTER TABLE line ADD CONSTRAINT line_place_not_null NOT NULL place NOT VALID;

-- migrate:up
ALTER TABLE line VALIDATE CONSTRAINT line_book_id_not_null;

-- migrate:up
ALTER TABLE line VALIDATE CONSTRAINT line_place_not_null;

-- migrate:up no-transaction
-- warning new-unique-on-existing: fails if two rows of line have the same book_id and place
--   SELECT book_id, place, count(*) FROM line GROUP BY book_id, place HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY line_pkey ON line (book_id, place);

-- migrate:up
ALTER TABLE line ADD CONSTRAINT line_pkey PRIMARY KEY USING INDEX line_pkey;

-- migrate:down
ALTER TABLE line DROP CONSTRAINT line_pkey;

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS line_pkey;

-- migrate:down nothing x2
-- nothing to undo for steps 2 and 3

-- migrate:down
ALTER TABLE line ALTER COLUMN place DROP NOT NULL;

ALTER TABLE line ALTER COLUMN book_id DROP NOT NULL;
