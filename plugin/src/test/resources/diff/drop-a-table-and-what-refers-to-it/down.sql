-- recreates the structure, but cannot restore the rows of author
CREATE TABLE author (
  id bigint NOT NULL,
  name varchar(100),
  CONSTRAINT author_pkey PRIMARY KEY (id)
);

-- warning new-foreign-key-on-existing: fails if a row of book refers to no row of author
--   SELECT count(*) FROM book c WHERE c.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM author p WHERE p.id = c.author_id);
ALTER TABLE book ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id);
