CREATE DOMAIN price AS numeric(12, 4) CONSTRAINT not_negative CHECK (VALUE >= 0);
CREATE DOMAIN heading AS text COLLATE "C";
CREATE TABLE book (id integer, title heading, price price DEFAULT 0);
