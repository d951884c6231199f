-- recreates the structure; the rows of author are gone
CREATE TABLE author (
  id bigint NOT NULL,
  name varchar(100),
  CONSTRAINT author_pkey PRIMARY KEY (id)
);

ALTER TABLE book ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id);
