CREATE SEQUENCE numbers;
CREATE TABLE title (name integer NOT NULL, size smallint PRIMARY KEY, double numeric GENERATED ALWAYS AS (size * 2) STORED);
ALTER SEQUENCE numbers OWNED BY title.double;
