CREATE TYPE point AS ENUM ('north', 'east', 'south');
COMMENT ON TYPE public.point IS 'where to';
CREATE DOMAIN name AS varchar(50) CONSTRAINT filled CHECK (VALUE <> '');
COMMENT ON CONSTRAINT filled ON DOMAIN public.name IS 'never empty';
CREATE TABLE walk (id int, towards public.point DEFAULT 'east', walker public.name);
