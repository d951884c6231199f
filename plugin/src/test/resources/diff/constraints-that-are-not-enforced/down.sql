ALTER TABLE page DROP CONSTRAINT page_book;

ALTER TABLE book DROP CONSTRAINT book_other;

ALTER TABLE book DROP CONSTRAINT book_weight;

ALTER TABLE book DROP CONSTRAINT book_price;

ALTER TABLE book DROP CONSTRAINT book_pages;

ALTER TABLE book ALTER CONSTRAINT book_self NOT ENFORCED;

ALTER TABLE book ALTER CONSTRAINT book_self DEFERRABLE;

-- warning new-foreign-key-on-existing: fails if a row of book refers to no row of author
--   SELECT count(*) FROM book c WHERE c.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM author p WHERE p.id = c.author_id);
ALTER TABLE book ALTER CONSTRAINT book_author ENFORCED;

DROP TABLE page;

ALTER TABLE book ADD CONSTRAINT book_other FOREIGN KEY (author_id) REFERENCES book (id) NOT ENFORCED;

ALTER TABLE book ADD CONSTRAINT book_weight CHECK (weight > 0) NOT VALID;

-- warning new-check-on-existing: fails if a row of book does not meet the check
--   SELECT count(*) FROM book WHERE NOT (price > 0);
ALTER TABLE book ADD CONSTRAINT book_price CHECK (price > 0);

ALTER TABLE book ADD CONSTRAINT book_pages CHECK (pages > 0) NOT ENFORCED;
