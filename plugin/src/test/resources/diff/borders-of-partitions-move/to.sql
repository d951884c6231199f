CREATE TABLE reading (at date NOT NULL, place text NOT NULL, value integer, twice integer GENERATED ALWAYS AS (value * 2) STORED, PRIMARY KEY (at, place)) PARTITION BY RANGE (at);
CREATE TABLE early PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
CREATE TABLE late PARTITION OF reading FOR VALUES FROM ('2024-07-01') TO ('2025-01-01') PARTITION BY LIST (place);
CREATE TABLE late_north PARTITION OF late FOR VALUES IN ('oslo');
CREATE TABLE late_west PARTITION OF late FOR VALUES IN ('bergen', 'rome');
CREATE TABLE late_rest PARTITION OF late DEFAULT;
CREATE TABLE remark (at date, place text, FOREIGN KEY (at, place) REFERENCES reading);
