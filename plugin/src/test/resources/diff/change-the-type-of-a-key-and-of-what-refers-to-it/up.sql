ALTER TABLE b DROP CONSTRAINT fk_a;

ALTER TABLE a ALTER COLUMN id TYPE bigint;

ALTER TABLE b ALTER COLUMN a_id TYPE bigint;

-- warning new-foreign-key-on-existing: fails if a row of b refers to no row of a
--   SELECT count(*) FROM b c WHERE c.a_id IS NOT NULL AND NOT EXISTS (SELECT FROM a p WHERE p.id = c.a_id);
-- warning foreign-key-without-index: no index of b begins with (a_id); each DELETE from a reads all of b
ALTER TABLE b ADD CONSTRAINT fk_a FOREIGN KEY (a_id) REFERENCES a (id);
