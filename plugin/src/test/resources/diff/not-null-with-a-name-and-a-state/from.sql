CREATE TABLE book (
  id integer PRIMARY KEY,
  title text CONSTRAINT title_given NOT NULL,
  isbn text NOT NULL,
  pages integer CONSTRAINT pages_given NOT NULL,
  weight integer CONSTRAINT weight_given NOT NULL NO INHERIT,
  price numeric,
  cover text,
  loaned boolean
);
ALTER TABLE book ADD CONSTRAINT price_given NOT NULL price NOT VALID;
COMMENT ON CONSTRAINT title_given ON book IS 'a title';
COMMENT ON CONSTRAINT price_given ON book IS 'a price';
CREATE TABLE shelf (code integer CONSTRAINT code_given NOT NULL NO INHERIT);
CREATE TABLE room (code integer);
ALTER TABLE room ADD CONSTRAINT code_given NOT NULL code NOT VALID;
