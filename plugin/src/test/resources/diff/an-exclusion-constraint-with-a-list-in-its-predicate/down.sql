-- warning new-unique-on-existing: fails if two rows of t exclude each other: id WITH =
--   WITH candidate AS (SELECT tableoid AS part, ctid AS place, id AS key_1 FROM t WHERE state IN ('open', 'held')) SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE (o.part, o.place) <> (t.part, t.place) AND o.key_1 = t.key_1);
ALTER TABLE t ADD CONSTRAINT once EXCLUDE USING btree (id WITH =) WHERE (state IN ('open', 'held'));
