-- set not null where rows have no value
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up batch key=id size=5000 pause=100ms
-- warning not-null-without-default: book.title becomes NOT NULL; rows without a value get 'untitled'
--   SELECT count(*) FROM book WHERE title IS NULL;
UPDATE book
SET title = 'untitled'
WHERE id BETWEEN :from AND :to AND title IS NULL;

-- migrate:up
ALTER TABLE book ADD CONSTRAINT book_title_not_null NOT NULL title NOT VALID;

-- migrate:up batch key=id size=5000 pause=100ms
-- Again, for rows that were written before the check existed.
UPDATE book
SET title = 'untitled'
WHERE id BETWEEN :from AND :to AND title IS NULL;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_title_not_null;

-- migrate:down nothing x2
-- nothing to undo for steps 3 and 4

-- migrate:down
ALTER TABLE book ALTER COLUMN title DROP NOT NULL;

-- migrate:down nothing
-- nothing to undo for step 1
