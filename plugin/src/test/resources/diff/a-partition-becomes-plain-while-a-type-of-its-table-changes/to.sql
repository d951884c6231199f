CREATE DOMAIN size AS smallint CHECK (VALUE BETWEEN 0 AND 1000);
CREATE TYPE part AS (weight numeric, sizes size[]);
CREATE TABLE t (kind text, part part) PARTITION BY LIST (kind);
CREATE TABLE one PARTITION OF t FOR VALUES IN ('1');
