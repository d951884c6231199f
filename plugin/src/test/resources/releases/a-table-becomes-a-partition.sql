-- expand: ATTACH PARTITION, because the new release writes through the parent.
-- but: The table takes only rows within its bounds.

--- before
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_2025 (id int NOT NULL, year int NOT NULL);

--- after
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_2025 PARTITION OF entry FOR VALUES IN (2025);

--- rows
INSERT INTO entry_2025 VALUES (1, 2025);

--- previous
-- fails: 23514
INSERT INTO entry_2025 (id, year) VALUES (:gone, 2024);
DELETE FROM entry_2025 WHERE id = :gone;
UPDATE entry_2025 SET id = 1 WHERE id = 1;
INSERT INTO entry_2025 (id, year) VALUES (:id, 2025);
-- gives: 2025
SELECT year FROM entry_2025 WHERE id = :id;

--- next
INSERT INTO entry (id, year) VALUES (:id, 2025);
-- gives: 2025
SELECT year FROM entry_2025 WHERE id = :id;
