-- expand: Storage parameters, of the indexes of the partitions, too.

--- before
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE INDEX ix_year ON entry (year) WITH (fillfactor = 90);
CREATE TABLE entry_2025 PARTITION OF entry FOR VALUES IN (2025);

--- after
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE INDEX ix_year ON entry (year) WITH (fillfactor = 70);
CREATE TABLE entry_2025 PARTITION OF entry FOR VALUES IN (2025);

--- rows
INSERT INTO entry VALUES (1, 2025);

--- previous
INSERT INTO entry (id, year) VALUES (:id, 2025);
-- gives: 2025
SELECT year FROM entry WHERE id = :id;

--- next
INSERT INTO entry (id, year) VALUES (:id, 2025);
-- gives: 2025
SELECT year FROM entry WHERE id = :id;
