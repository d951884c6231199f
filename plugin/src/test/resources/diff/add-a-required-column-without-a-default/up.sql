-- warning not-null-without-default: author.email is NOT NULL without a default; fails if the table has rows
--   SELECT count(*) FROM author;
ALTER TABLE author ADD COLUMN email text NOT NULL;
