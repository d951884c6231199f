CREATE TYPE address AS (street text, zip varchar(5), old text);
CREATE TYPE unused AS (a integer);
CREATE TABLE customer (id bigint, home address);
