-- several columns become required
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up batch key=id size=5000 pause=100ms
-- warning not-null-without-default: author.name becomes NOT NULL; rows without a value get 'untitled'
--   SELECT count(*) FROM author WHERE name IS NULL;
UPDATE author
SET name = 'untitled'
WHERE id BETWEEN :from AND :to AND name IS NULL;

-- migrate:up
ALTER TABLE author ADD CONSTRAINT author_name_not_null NOT NULL name NOT VALID;

-- migrate:up batch key=id size=5000 pause=100ms
-- Again, for rows that were written before the check existed.
UPDATE author
SET name = 'untitled'
WHERE id BETWEEN :from AND :to AND name IS NULL;

-- migrate:up
ALTER TABLE author VALIDATE CONSTRAINT author_name_not_null;

-- migrate:up batch key=id size=5000 pause=100ms
-- warning not-null-without-default: book.blurb becomes NOT NULL; rows without a value get 'untitled'
--   SELECT count(*) FROM book WHERE blurb IS NULL;
-- warning not-null-without-default: book.title becomes NOT NULL; rows without a value get 'untitled'
--   SELECT count(*) FROM book WHERE title IS NULL;
UPDATE book
SET blurb = COALESCE(blurb, 'untitled'),
  title = COALESCE(title, 'untitled')
WHERE id BETWEEN :from AND :to AND (blurb IS NULL OR title IS NULL);

-- migrate:up
ALTER TABLE book ADD CONSTRAINT book_blurb_not_null NOT NULL blurb NOT VALID;

ALTER TABLE book ADD CONSTRAINT book_title_not_null NOT NULL title NOT VALID;

-- migrate:up batch key=id size=5000 pause=100ms
-- Again, for rows that were written before the check existed.
UPDATE book
SET blurb = COALESCE(blurb, 'untitled'),
  title = COALESCE(title, 'untitled')
WHERE id BETWEEN :from AND :to AND (blurb IS NULL OR title IS NULL);

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_blurb_not_null;

-- migrate:up
ALTER TABLE book VALIDATE CONSTRAINT book_title_not_null;

-- migrate:down nothing x3
-- nothing to undo for steps 7 to 9

-- migrate:down
ALTER TABLE book ALTER COLUMN title DROP NOT NULL;

ALTER TABLE book ALTER COLUMN blurb DROP NOT NULL;

-- migrate:down nothing x3
-- nothing to undo for steps 3 to 5

-- migrate:down
ALTER TABLE author ALTER COLUMN name DROP NOT NULL;

-- migrate:down nothing
-- nothing to undo for step 1
