CREATE TYPE point AS ENUM ('north', 'south');
CREATE TABLE walk (id int, towards public.point DEFAULT 'north');
