CREATE UNLOGGED TABLE author (id integer PRIMARY KEY);
CREATE UNLOGGED TABLE book (author integer REFERENCES author);
