ALTER TABLE book DROP CONSTRAINT fk_author;

-- warning new-foreign-key-on-existing: fails if a row of book refers to no row of author
--   SELECT count(*) FROM book c WHERE c.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM author p WHERE p.id = c.author_id);
ALTER TABLE book ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id);
