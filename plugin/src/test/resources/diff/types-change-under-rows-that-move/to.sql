CREATE DOMAIN code AS varchar(3);
CREATE TYPE part AS (code code, a bigint, b int);
CREATE TYPE spot AS (y int, x int);
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TABLE reading (at int NOT NULL, code code, part part, spot spot, mood mood) PARTITION BY RANGE (at);
CREATE TABLE early PARTITION OF reading FOR VALUES FROM (0) TO (20);
CREATE TABLE late PARTITION OF reading FOR VALUES FROM (20) TO (30);
CREATE TABLE log (at int NOT NULL, codes code[], part part, spot spot, mood mood) PARTITION BY LIST (at);
CREATE TABLE log_rest PARTITION OF log DEFAULT;
