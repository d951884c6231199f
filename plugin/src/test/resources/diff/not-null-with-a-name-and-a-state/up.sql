CREATE TABLE loan (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT id_given NOT NULL,
  book_id integer CONSTRAINT book_given NOT NULL,
  since date NOT NULL NO INHERIT,
  until date,
  note text NOT NULL
);

COMMENT ON CONSTRAINT book_given ON loan IS 'of a book';

ALTER TABLE loan ADD CONSTRAINT until_given NOT NULL until NOT VALID;

-- warning not-null-without-default: book.author is NOT NULL without a default; fails if the table has rows: write their value at the TODO
--   SELECT count(*) FROM book;
ALTER TABLE book ADD COLUMN author text;

-- TODO if the table has rows, give them a value first:
-- UPDATE book SET author = ... WHERE author IS NULL;
ALTER TABLE book ADD CONSTRAINT author_given NOT NULL author;

ALTER TABLE book ADD COLUMN shelf text;

ALTER TABLE book ADD CONSTRAINT shelf_given NOT NULL shelf NOT VALID;

COMMENT ON CONSTRAINT shelf_given ON book IS 'one day';

-- warning not-null-without-default: book.cover becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE cover IS NULL;
ALTER TABLE book ADD CONSTRAINT cover_given NOT NULL cover NO INHERIT;

ALTER TABLE book RENAME CONSTRAINT book_isbn_not_null TO isbn_given;

ALTER TABLE book ADD CONSTRAINT book_loaned_not_null NOT NULL loaned NOT VALID;

ALTER TABLE book ALTER COLUMN pages DROP NOT NULL;

ALTER TABLE book ADD CONSTRAINT pages_given NOT NULL pages NOT VALID;

-- warning not-null-without-default: book.price becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE price IS NULL;
ALTER TABLE book VALIDATE CONSTRAINT price_given;

COMMENT ON CONSTRAINT price_given ON book IS NULL;

ALTER TABLE book RENAME CONSTRAINT title_given TO title_is_given;

COMMENT ON CONSTRAINT title_is_given ON book IS 'the title';

ALTER TABLE book ALTER CONSTRAINT weight_given INHERIT;

-- warning not-null-without-default: room.code becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM room WHERE code IS NULL;
ALTER TABLE room VALIDATE CONSTRAINT code_given;

ALTER TABLE shelf ALTER CONSTRAINT code_given INHERIT;

-- warning new-unique-on-existing: fails if two rows of room have the same code
--   SELECT code, count(*) FROM room GROUP BY code HAVING count(*) > 1;
ALTER TABLE room ADD CONSTRAINT room_pk PRIMARY KEY (code);

-- warning new-unique-on-existing: fails if two rows of shelf have the same code
--   SELECT code, count(*) FROM shelf GROUP BY code HAVING count(*) > 1;
ALTER TABLE shelf ADD CONSTRAINT shelf_pk PRIMARY KEY (code);
