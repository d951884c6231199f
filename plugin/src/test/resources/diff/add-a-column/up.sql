ALTER TABLE author ADD COLUMN phone_number varchar(32);
