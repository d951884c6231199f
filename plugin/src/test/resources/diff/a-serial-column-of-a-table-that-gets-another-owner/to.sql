CREATE ROLE keeper;
CREATE TABLE t (id integer, old integer, number serial);
ALTER TABLE t OWNER TO keeper;
CREATE SEQUENCE numbers AS integer;
ALTER SEQUENCE numbers OWNER TO keeper;
ALTER SEQUENCE numbers OWNED BY t.id;
