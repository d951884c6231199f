CREATE TABLE archive (id integer NOT NULL, note text) PARTITION BY RANGE (id);
CREATE TABLE active (id integer NOT NULL, note text) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF active FOR VALUES FROM (1) TO (10);
CREATE TABLE draft (id integer);
CREATE PUBLICATION all_of_it FOR TABLE active, draft;
