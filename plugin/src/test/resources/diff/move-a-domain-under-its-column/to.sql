CREATE SCHEMA "select";
CREATE DOMAIN author AS text CHECK (VALUE <> '');
CREATE TABLE book (it text, a author DEFAULT NULL);
COMMENT ON COLUMN book.a IS 'x';
