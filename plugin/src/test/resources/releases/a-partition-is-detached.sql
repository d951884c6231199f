-- contract: DETACH PARTITION. The previous release still reads and writes its rows through the parent.

--- before
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_2025 PARTITION OF entry FOR VALUES IN (2025);

--- after
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_2025 (id int NOT NULL, year int NOT NULL);

--- rows
INSERT INTO entry VALUES (1, 2025);

--- previous
INSERT INTO entry (id, year) VALUES (:id, 2025);
UPDATE entry SET id = 1 WHERE id = 1;
-- gives: 2025
SELECT year FROM entry WHERE id = :id;

--- next
INSERT INTO entry_2025 (id, year) VALUES (:id, 2025);
-- gives: 2025
SELECT year FROM entry_2025 WHERE id = :id;
