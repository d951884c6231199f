-- warning cast-can-fail: author.name changes from varchar(100) to varchar(20); fails if a value does not fit
--   SELECT count(*) FROM author WHERE length(name::text) > 20;
ALTER TABLE author ALTER COLUMN name TYPE varchar(20);
