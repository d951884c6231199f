CREATE TABLE author (
  id bigint PRIMARY KEY,
  name text
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text,
  author_id bigint,
  price integer DEFAULT 1 NOT NULL
);
CREATE TABLE review (
  id bigint PRIMARY KEY,
  book_id bigint CONSTRAINT fk_review_book REFERENCES book,
  stars integer CONSTRAINT ck_stars CHECK (stars > 0)
);
CREATE INDEX ix_review_book ON review (book_id);
ALTER TABLE author ADD COLUMN born date, ADD COLUMN died date;
ALTER TABLE book ADD COLUMN stars numeric DEFAULT 0 NOT NULL;
COMMENT ON COLUMN book.stars IS 'on the average';
