CREATE DOMAIN author AS text
  CONSTRAINT author_check CHECK (VALUE <> '');

-- warning cast-can-fail: book.a changes from "select".author to author with a::text::author; fails while a value does not fit
--   SELECT count(*) FROM book WHERE NOT pg_input_is_valid(a::text, 'author');
ALTER TABLE book
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE author USING a::text::author,
  ALTER COLUMN a SET DEFAULT NULL;

COMMENT ON COLUMN book.a IS 'x';

DROP DOMAIN "select".author;
