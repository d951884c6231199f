CREATE SEQUENCE numbers;
CREATE TABLE title (name integer NOT NULL, double numeric);
ALTER SEQUENCE numbers OWNED BY title.double;
