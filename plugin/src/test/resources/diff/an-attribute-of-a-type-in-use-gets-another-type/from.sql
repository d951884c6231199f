CREATE TYPE part AS (code varchar(40), note text, size integer);
CREATE TABLE t (part part);
