ALTER TABLE author ALTER COLUMN name TYPE varchar(200);
