CREATE DOMAIN age AS smallint CONSTRAINT positive CHECK (VALUE >= 0);
CREATE DOMAIN adult AS age NOT NULL;
CREATE DOMAIN unused AS text NOT NULL CONSTRAINT short CHECK (length(VALUE) < 9);
CREATE TABLE person (id bigint PRIMARY KEY, age adult);
