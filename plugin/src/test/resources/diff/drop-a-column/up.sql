-- warning data-loss: drops column book.price with its values
--   SELECT count(*) FROM book WHERE price IS NOT NULL;
ALTER TABLE book DROP COLUMN price;
