CREATE DOMAIN author AS text
  CONSTRAINT author_check CHECK (VALUE <> '');

-- warning cast-can-fail: book.a changes from "select".author to author; fails if a value does not fit
--   SELECT count(*) FROM book WHERE a::text NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('author')) AND EXISTS (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('author'));
ALTER TABLE book
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE author,
  ALTER COLUMN a SET DEFAULT NULL;

COMMENT ON COLUMN book.a IS 'x';

DROP DOMAIN "select".author;
