-- an exclusion constraint under another name
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning new-unique-on-existing: fails if two rows of booking exclude each other: during WITH &&
--   WITH candidate AS (SELECT tableoid AS part, ctid AS place, during AS key_1 FROM booking WHERE NOT cancelled) SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE (o.part, o.place) <> (t.part, t.place) AND o.key_1 && t.key_1);
-- warning long-lock: builds an index while nobody can write to booking
ALTER TABLE booking ADD CONSTRAINT no_overlap_unless_cancelled EXCLUDE USING gist (during WITH &&) WHERE (NOT cancelled);

-- migrate:up
ALTER TABLE booking DROP CONSTRAINT no_overlap;

-- migrate:down
-- warning new-unique-on-existing: fails if two rows of booking exclude each other: during WITH &&
--   WITH candidate AS (SELECT tableoid AS part, ctid AS place, during AS key_1 FROM booking) SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE (o.part, o.place) <> (t.part, t.place) AND o.key_1 && t.key_1);
-- warning long-lock: builds an index while nobody can write to booking
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);

-- migrate:down
ALTER TABLE booking DROP CONSTRAINT no_overlap_unless_cancelled;
