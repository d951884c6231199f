-- recreates the structure; the values of book.price are gone
ALTER TABLE book ADD COLUMN price numeric(10,2);
