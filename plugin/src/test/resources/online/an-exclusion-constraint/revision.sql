-- an exclusion constraint
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning long-lock: builds an index while nobody can write to book
ALTER TABLE book ADD CONSTRAINT ex_price EXCLUDE USING btree (price WITH =);

-- migrate:down
ALTER TABLE book DROP CONSTRAINT ex_price;
