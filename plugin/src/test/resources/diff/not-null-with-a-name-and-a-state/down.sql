ALTER TABLE shelf DROP CONSTRAINT shelf_pk;

ALTER TABLE room DROP CONSTRAINT room_pk;

ALTER TABLE shelf ALTER CONSTRAINT code_given NO INHERIT;

ALTER TABLE room ALTER COLUMN code DROP NOT NULL;

ALTER TABLE room ADD CONSTRAINT code_given NOT NULL code NOT VALID;

ALTER TABLE book ALTER CONSTRAINT weight_given NO INHERIT;

ALTER TABLE book RENAME CONSTRAINT title_is_given TO title_given;

COMMENT ON CONSTRAINT title_given ON book IS 'a title';

ALTER TABLE book ALTER COLUMN price DROP NOT NULL;

ALTER TABLE book ADD CONSTRAINT price_given NOT NULL price NOT VALID;

COMMENT ON CONSTRAINT price_given ON book IS 'a price';

-- warning not-null-without-default: book.pages becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM book WHERE pages IS NULL;
ALTER TABLE book VALIDATE CONSTRAINT pages_given;

ALTER TABLE book ALTER COLUMN loaned DROP NOT NULL;

ALTER TABLE book RENAME CONSTRAINT isbn_given TO book_isbn_not_null;

ALTER TABLE book ALTER COLUMN cover DROP NOT NULL;

ALTER TABLE book DROP COLUMN shelf;

ALTER TABLE book DROP COLUMN author;

DROP TABLE loan;
