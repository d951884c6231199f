CREATE TABLE author (id integer PRIMARY KEY);
CREATE TABLE book (
  id integer PRIMARY KEY,
  author_id integer,
  price numeric,
  pages integer,
  weight integer,
  CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES author ON DELETE CASCADE NOT ENFORCED,
  CONSTRAINT book_self FOREIGN KEY (author_id) REFERENCES book DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT book_price CHECK (price > 0) NOT ENFORCED,
  CONSTRAINT book_pages CHECK (pages > 0),
  CONSTRAINT book_weight CHECK (weight > 0) NOT ENFORCED
);
ALTER TABLE book ADD CONSTRAINT book_other FOREIGN KEY (author_id) REFERENCES book NOT VALID;
COMMENT ON CONSTRAINT book_self ON book IS 'one day';
CREATE TABLE page (
  book_id integer,
  number integer,
  CONSTRAINT page_book FOREIGN KEY (book_id) REFERENCES book NOT ENFORCED,
  CONSTRAINT page_number CHECK (number > 0) NOT ENFORCED
);
