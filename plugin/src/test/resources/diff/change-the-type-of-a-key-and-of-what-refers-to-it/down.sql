ALTER TABLE b DROP CONSTRAINT fk_a;

-- warning cast-can-fail: b.a_id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM b WHERE a_id NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE b ALTER COLUMN a_id TYPE integer;

-- warning cast-can-fail: a.id changes from bigint to integer; fails if a value does not fit
--   SELECT count(*) FROM a WHERE id NOT BETWEEN -2147483648 AND 2147483647;
ALTER TABLE a ALTER COLUMN id TYPE integer;

-- warning new-foreign-key-on-existing: fails if a row of b refers to no row of a
--   SELECT count(*) FROM b c WHERE c.a_id IS NOT NULL AND NOT EXISTS (SELECT FROM a p WHERE p.id = c.a_id);
ALTER TABLE b ADD CONSTRAINT fk_a FOREIGN KEY (a_id) REFERENCES a (id);
