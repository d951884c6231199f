CREATE TABLE author (id integer PRIMARY KEY);
CREATE TABLE book (author integer REFERENCES author);
INSERT INTO author VALUES (1);
INSERT INTO book VALUES (1);
