ALTER TABLE book DROP CONSTRAINT fk_author;

ALTER TABLE book ADD CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id);
