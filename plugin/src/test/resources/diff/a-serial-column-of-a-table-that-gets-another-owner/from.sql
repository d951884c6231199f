CREATE ROLE keeper;
CREATE TABLE t (id integer, old serial);
CREATE SEQUENCE numbers AS integer;
