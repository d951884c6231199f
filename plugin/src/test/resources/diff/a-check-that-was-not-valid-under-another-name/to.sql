CREATE TABLE t (id integer, name text, CHECK (length(name) > 3));
