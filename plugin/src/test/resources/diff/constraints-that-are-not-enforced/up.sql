ALTER TABLE book DROP CONSTRAINT book_pages;

ALTER TABLE book DROP CONSTRAINT book_price;

ALTER TABLE book DROP CONSTRAINT book_weight;

ALTER TABLE book DROP CONSTRAINT book_other;

CREATE TABLE page (
  book_id integer,
  number integer,
  CONSTRAINT page_number CHECK (number > 0) NOT ENFORCED
);

ALTER TABLE book ALTER CONSTRAINT book_author NOT ENFORCED;

-- warning new-foreign-key-on-existing: fails if a row of book refers to no row of book
--   SELECT count(*) FROM book c WHERE c.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM book p WHERE p.id = c.author_id);
-- warning foreign-key-without-index: no index of book begins with (author_id); each DELETE from book reads all of book
ALTER TABLE book ALTER CONSTRAINT book_self ENFORCED;

ALTER TABLE book ALTER CONSTRAINT book_self DEFERRABLE INITIALLY DEFERRED;

-- warning new-check-on-existing: fails if a row of book does not meet the check
--   SELECT count(*) FROM book WHERE NOT (pages > 0);
ALTER TABLE book ADD CONSTRAINT book_pages CHECK (pages > 0);

ALTER TABLE book ADD CONSTRAINT book_price CHECK (price > 0) NOT ENFORCED;

ALTER TABLE book ADD CONSTRAINT book_weight CHECK (weight > 0) NOT ENFORCED;

-- warning foreign-key-without-index: no index of book begins with (author_id); each DELETE from book reads all of book
ALTER TABLE book ADD CONSTRAINT book_other FOREIGN KEY (author_id) REFERENCES book (id) NOT VALID;

ALTER TABLE page ADD CONSTRAINT page_book FOREIGN KEY (book_id) REFERENCES book (id) NOT ENFORCED;
