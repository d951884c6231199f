-- change a primary key
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up no-transaction
-- warning primary-key-change: table line loses its primary key; all that uses it must change
-- warning new-unique-on-existing: fails if two rows of line have the same book_id and place
--   SELECT book_id, place, count(*) FROM line GROUP BY book_id, place HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY line_pkey_new ON line (book_id, place);

-- migrate:up
ALTER TABLE line DROP CONSTRAINT line_pkey;

ALTER TABLE line ADD CONSTRAINT line_pkey PRIMARY KEY USING INDEX line_pkey_new;

COMMENT ON CONSTRAINT line_pkey ON line IS 'some lines for each book';

-- migrate:up nothing
-- step 3 does something only on downgrade

-- migrate:down no-transaction
-- warning new-unique-on-existing: fails if two rows of line have the same book_id
--   SELECT book_id, count(*) FROM line GROUP BY book_id HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY line_pkey_old ON line (book_id);

-- migrate:down
ALTER TABLE line DROP CONSTRAINT line_pkey;

ALTER TABLE line ADD CONSTRAINT line_pkey PRIMARY KEY USING INDEX line_pkey_old;

COMMENT ON CONSTRAINT line_pkey ON line IS 'a line for each book';

-- migrate:down no-transaction
DROP INDEX CONCURRENTLY IF EXISTS line_pkey_new;
