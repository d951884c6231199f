CREATE DOMAIN price AS numeric(8, 2) CONSTRAINT not_negative CHECK (VALUE >= 0);
CREATE DOMAIN heading AS text;
CREATE TABLE book (id integer, title heading, price price DEFAULT 0);
