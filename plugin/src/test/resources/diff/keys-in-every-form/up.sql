-- warning primary-key-change: table author loses its primary key; all that uses it must change
ALTER TABLE author DROP CONSTRAINT author_pk;

-- warning primary-key-change: table book loses its primary key; all that uses it must change
ALTER TABLE book DROP CONSTRAINT book_pk;

ALTER TABLE book DROP CONSTRAINT book_country;

ALTER TABLE book DROP CONSTRAINT book_isbn;

ALTER TABLE guest RENAME CONSTRAINT guest_key TO guest_pk;

ALTER INDEX shelf_pk SET (fillfactor = 80);

-- warning new-unique-on-existing: fails if two rows of author have the same id
--   SELECT id, count(*) FROM author GROUP BY id HAVING count(*) > 1;
ALTER TABLE author ADD CONSTRAINT author_pk PRIMARY KEY (id) INCLUDE (name);

-- warning new-unique-on-existing: fails if two rows of book have the same id
--   SELECT id, count(*) FROM book GROUP BY id HAVING count(*) > 1;
ALTER TABLE book ADD CONSTRAINT book_pk PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED;

-- warning new-unique-on-existing: fails if two rows of book have the same country and isbn
--   SELECT country, isbn, count(*) FROM book WHERE country IS NOT NULL AND isbn IS NOT NULL GROUP BY country, isbn HAVING count(*) > 1;
ALTER TABLE book ADD CONSTRAINT book_country UNIQUE (country, isbn);

-- warning new-unique-on-existing: fails if two rows of book have the same isbn
--   SELECT isbn, count(*) FROM book WHERE isbn IS NOT NULL GROUP BY isbn HAVING count(*) > 1;
ALTER TABLE book ADD CONSTRAINT book_isbn UNIQUE (isbn) INCLUDE (country) WITH (fillfactor = 70);
