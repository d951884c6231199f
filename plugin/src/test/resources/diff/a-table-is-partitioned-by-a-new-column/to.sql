CREATE SCHEMA old;
CREATE SCHEMA older;
CREATE TABLE visit (id integer, country varchar(2) NOT NULL DEFAULT 'no') PARTITION BY LIST (country);
CREATE TABLE visit_no PARTITION OF visit FOR VALUES IN ('no', 'se');
CREATE TABLE visit_dk PARTITION OF visit FOR VALUES IN ('dk');
CREATE TABLE call (id integer, line integer, day date) PARTITION BY RANGE (day);
CREATE TABLE call_1 PARTITION OF call FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE call_rest PARTITION OF call DEFAULT;
