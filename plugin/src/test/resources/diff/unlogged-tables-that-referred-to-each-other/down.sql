ALTER TABLE a SET LOGGED;

ALTER TABLE b SET LOGGED;

-- warning new-foreign-key-on-existing: fails if a row of a refers to no row of b
--   SELECT count(*) FROM a c WHERE c.b IS NOT NULL AND NOT EXISTS (SELECT FROM b p WHERE p.id = c.b);
ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES b (id);
