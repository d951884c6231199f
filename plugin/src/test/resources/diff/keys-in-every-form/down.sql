ALTER TABLE book DROP CONSTRAINT book_isbn;

ALTER TABLE book DROP CONSTRAINT book_country;

ALTER TABLE book DROP CONSTRAINT book_pk;

ALTER TABLE author DROP CONSTRAINT author_pk;

ALTER INDEX shelf_pk RESET (fillfactor);

ALTER TABLE guest RENAME CONSTRAINT guest_pk TO guest_key;

-- warning new-unique-on-existing: fails if two rows of book have the same isbn
--   SELECT isbn, count(*) FROM book WHERE isbn IS NOT NULL GROUP BY isbn HAVING count(*) > 1;
ALTER TABLE book ADD CONSTRAINT book_isbn UNIQUE (isbn);

-- warning new-unique-on-existing: fails if two rows of book have the same country
--   SELECT country, count(*) FROM book WHERE country IS NOT NULL GROUP BY country HAVING count(*) > 1;
ALTER TABLE book ADD CONSTRAINT book_country UNIQUE (country);

-- warning new-unique-on-existing: fails if two rows of book have the same id
--   SELECT id, count(*) FROM book GROUP BY id HAVING count(*) > 1;
ALTER TABLE book ADD CONSTRAINT book_pk PRIMARY KEY (id);

-- warning new-unique-on-existing: fails if two rows of author have the same id
--   SELECT id, count(*) FROM author GROUP BY id HAVING count(*) > 1;
ALTER TABLE author ADD CONSTRAINT author_pk PRIMARY KEY (id);
