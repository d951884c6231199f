-- add a foreign key
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
-- warning new-foreign-key-on-existing: fails if a row of book refers to no row of author
--   SELECT count(*) FROM book c WHERE c.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM author p WHERE p.id = c.author_id);
-- warning foreign-key-without-index: no index of book begins with (author_id); each DELETE from author reads all of book
ALTER TABLE book ADD CONSTRAINT fk_book_author FOREIGN KEY (author_id) REFERENCES author (id) NOT VALID;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT fk_book_author;

-- migrate:down nothing
-- nothing to undo for step 2

-- migrate:down
ALTER TABLE book DROP CONSTRAINT fk_book_author;
