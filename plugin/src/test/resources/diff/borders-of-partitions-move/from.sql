CREATE TABLE reading (at date NOT NULL, place text NOT NULL, value integer, twice integer GENERATED ALWAYS AS (value * 2) STORED, PRIMARY KEY (at, place)) PARTITION BY RANGE (at);
CREATE TABLE early PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2024-06-01');
CREATE TABLE late PARTITION OF reading FOR VALUES FROM ('2024-06-01') TO ('2025-01-01') PARTITION BY LIST (place);
CREATE TABLE late_north PARTITION OF late FOR VALUES IN ('oslo', 'bergen');
CREATE TABLE late_rest PARTITION OF late DEFAULT;
CREATE TABLE remark (at date, place text, FOREIGN KEY (at, place) REFERENCES reading);
INSERT INTO reading
VALUES ('2024-02-01', 'oslo', 1), ('2024-06-10', 'oslo', 2), ('2024-06-10', 'bergen', 3), ('2024-09-01', 'rome', 4), ('2024-09-01', 'bergen', 5);
INSERT INTO remark SELECT at, place FROM reading;
