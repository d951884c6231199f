CREATE TABLE author (id integer, name text, upper text, CONSTRAINT author_id UNIQUE (id));
