CREATE DOMAIN heading AS text;
CREATE TABLE book (id integer, title heading, headings heading[], motto heading);
ALTER TABLE book ALTER COLUMN title SET STORAGE EXTERNAL, ALTER COLUMN title SET COMPRESSION pglz;
ALTER TABLE book ALTER COLUMN headings SET STORAGE MAIN;
ALTER TABLE book ALTER COLUMN motto SET STORAGE MAIN;
