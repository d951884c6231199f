-- warning cast-can-fail: author.name changes from varchar(200) to varchar(100); fails if a value does not fit
--   SELECT count(*) FROM author WHERE length(name::text) > 100;
ALTER TABLE author ALTER COLUMN name TYPE varchar(100);
