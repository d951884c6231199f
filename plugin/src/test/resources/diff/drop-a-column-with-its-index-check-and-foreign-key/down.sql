-- recreates the structure, but cannot restore the values of book.author_id
ALTER TABLE book ADD COLUMN author_id bigint;

CREATE INDEX ix_author ON book (author_id, title);

ALTER TABLE book ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id);

-- warning new-check-on-existing: fails if a row of book does not meet the check
--   SELECT count(*) FROM book WHERE NOT (author_id > 0);
ALTER TABLE book ADD CONSTRAINT ck_author CHECK (author_id > 0);
