ALTER TABLE book DROP CONSTRAINT ck_author;

ALTER TABLE book DROP CONSTRAINT fk_author;

DROP INDEX ix_author;

-- warning data-loss: drops column book.author_id with its values
--   SELECT count(*) FROM book WHERE author_id IS NOT NULL;
ALTER TABLE book DROP COLUMN author_id;
