CREATE TABLE book (
  id integer PRIMARY KEY,
  title text CONSTRAINT title_is_given NOT NULL,
  isbn text CONSTRAINT isbn_given NOT NULL,
  pages integer,
  weight integer CONSTRAINT weight_given NOT NULL,
  price numeric CONSTRAINT price_given NOT NULL,
  cover text CONSTRAINT cover_given NOT NULL NO INHERIT,
  loaned boolean,
  author text CONSTRAINT author_given NOT NULL,
  shelf text
);
ALTER TABLE book ADD CONSTRAINT pages_given NOT NULL pages NOT VALID;
ALTER TABLE book ADD CONSTRAINT book_loaned_not_null NOT NULL loaned NOT VALID;
ALTER TABLE book ADD CONSTRAINT shelf_given NOT NULL shelf NOT VALID;
COMMENT ON CONSTRAINT title_is_given ON book IS 'the title';
COMMENT ON CONSTRAINT shelf_given ON book IS 'one day';
CREATE TABLE loan (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT id_given NOT NULL,
  book_id integer CONSTRAINT book_given NOT NULL,
  since date NOT NULL NO INHERIT,
  until date,
  note text NOT NULL
);
ALTER TABLE loan ADD CONSTRAINT until_given NOT NULL until NOT VALID;
COMMENT ON CONSTRAINT book_given ON loan IS 'of a book';
CREATE TABLE shelf (code integer CONSTRAINT code_given NOT NULL, CONSTRAINT shelf_pk PRIMARY KEY (code));
CREATE TABLE room (code integer CONSTRAINT code_given NOT NULL, CONSTRAINT room_pk PRIMARY KEY (code));
