-- an exclusion constraint
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning new-unique-on-existing: fails if two rows of book exclude each other: price WITH =
--   WITH candidate AS (SELECT tableoid AS part, ctid AS place, price AS key_1 FROM book) SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE (o.part, o.place) <> (t.part, t.place) AND o.key_1 = t.key_1);
-- warning long-lock: builds an index while nobody can write to book
ALTER TABLE book ADD CONSTRAINT ex_price EXCLUDE USING btree (price WITH =);

-- migrate:down
ALTER TABLE book DROP CONSTRAINT ex_price;
