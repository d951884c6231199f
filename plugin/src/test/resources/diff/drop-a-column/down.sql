-- recreates the structure, but cannot restore the values of book.price
ALTER TABLE book ADD COLUMN price numeric(10,2);
