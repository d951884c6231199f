ALTER TABLE book DROP CONSTRAINT book_isbn;

ALTER TABLE book DROP CONSTRAINT book_country;

ALTER TABLE book DROP CONSTRAINT book_pk;

ALTER TABLE author DROP CONSTRAINT author_pk;

ALTER INDEX shelf_pk RESET (fillfactor);

ALTER TABLE guest RENAME CONSTRAINT guest_pk TO guest_key;

ALTER TABLE book ADD CONSTRAINT book_isbn UNIQUE (isbn);

ALTER TABLE book ADD CONSTRAINT book_country UNIQUE (country);

ALTER TABLE book ADD CONSTRAINT book_pk PRIMARY KEY (id);

ALTER TABLE author ADD CONSTRAINT author_pk PRIMARY KEY (id);
