CREATE DOMAIN "select".author AS text
  CONSTRAINT author_check CHECK (VALUE <> '');

COMMENT ON COLUMN book.a IS NULL;

ALTER TABLE book
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE "select".author USING a::text::"select".author,
  ALTER COLUMN a SET DEFAULT NULL;

DROP DOMAIN author;
