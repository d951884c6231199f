CREATE TYPE address AS (street text, zip varchar(5), country text COLLATE "C");
COMMENT ON TYPE address IS 'where somebody lives';
COMMENT ON COLUMN address.country IS 'two letters';
CREATE TYPE money_amount AS (amount numeric(12, 2), currency char(3));
CREATE TABLE customer (id bigint, home address, paid money_amount);
