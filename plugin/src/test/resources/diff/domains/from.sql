CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
CREATE DOMAIN gone AS integer;
CREATE TABLE t (email email);
