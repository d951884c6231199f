-- expand: CREATE TABLE .. PARTITION OF.

--- before
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_2025 PARTITION OF entry FOR VALUES IN (2025);

--- after
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_2025 PARTITION OF entry FOR VALUES IN (2025);
CREATE TABLE entry_2026 PARTITION OF entry FOR VALUES IN (2026);

--- rows
INSERT INTO entry VALUES (1, 2025);

--- previous
INSERT INTO entry (id, year) VALUES (:id, 2025);
UPDATE entry SET id = 1 WHERE id = 1;
-- gives: 2025
SELECT year FROM entry WHERE id = :id;

--- next
INSERT INTO entry (id, year) VALUES (:id, 2026);
-- gives: 2026
SELECT year FROM entry WHERE id = :id;
