CREATE TABLE archive (id integer NOT NULL, note text) PARTITION BY RANGE (id);
CREATE TABLE active (id integer NOT NULL, note text) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF archive FOR VALUES FROM (1) TO (10);
CREATE UNLOGGED TABLE draft (id integer);
CREATE PUBLICATION all_of_it FOR TABLE active;
