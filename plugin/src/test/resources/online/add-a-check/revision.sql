-- add a check
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning new-check-on-existing: fails if a row of book does not meet the check
--   SELECT count(*) FROM book WHERE NOT (price > 0);
ALTER TABLE book ADD CONSTRAINT ck_book_price CHECK (price > 0) NOT VALID;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT ck_book_price;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
ALTER TABLE book DROP CONSTRAINT ck_book_price;
