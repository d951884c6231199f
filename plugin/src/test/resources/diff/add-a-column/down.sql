ALTER TABLE author DROP COLUMN phone_number;
