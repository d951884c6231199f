CREATE DOMAIN "select".author AS text
  CONSTRAINT author_check CHECK (VALUE <> '');

COMMENT ON COLUMN book.a IS NULL;

-- warning cast-can-fail: book.a changes from author to "select".author; fails if a value does not fit
--   SELECT count(*) FROM book WHERE a::text NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('"select".author')) AND EXISTS (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('"select".author'));
ALTER TABLE book
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE "select".author,
  ALTER COLUMN a SET DEFAULT NULL;

DROP DOMAIN author;
