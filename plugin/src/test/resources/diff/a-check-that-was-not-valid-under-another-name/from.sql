CREATE TABLE t (id integer, name text);
ALTER TABLE t ADD CONSTRAINT long_enough CHECK (length(name) > 3) NOT VALID;
