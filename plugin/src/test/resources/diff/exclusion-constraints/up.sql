-- warning new-unique-on-existing: fails if two rows of booking exclude each other: room WITH =, during WITH &&
--   WITH candidate AS (SELECT tableoid AS part, ctid AS place, room AS key_1, during AS key_2 FROM booking WHERE room > 0) SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE (o.part, o.place) <> (t.part, t.place) AND o.key_1 = t.key_1 AND o.key_2 && t.key_2);
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0);
