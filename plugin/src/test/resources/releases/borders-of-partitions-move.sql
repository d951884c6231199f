-- contract: The rows move in the transaction that attaches the partitions again.
--   Triggers that an INSERT or DELETE fires are disabled by name while rows move.

--- before
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_old PARTITION OF entry FOR VALUES IN (2024);
CREATE TABLE entry_new PARTITION OF entry FOR VALUES IN (2025, 2026);

--- after
CREATE TABLE entry (id int NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE entry_old PARTITION OF entry FOR VALUES IN (2024, 2025);
CREATE TABLE entry_new PARTITION OF entry FOR VALUES IN (2026);

--- rows
INSERT INTO entry VALUES (1, 2024), (2, 2025), (3, 2026);

--- previous
INSERT INTO entry (id, year) VALUES (:id, 2025);
UPDATE entry SET year = 2024 WHERE id = 1;
-- gives: 2025
SELECT year FROM entry WHERE id = :id;

--- next
INSERT INTO entry (id, year) VALUES (:id, 2025);
-- gives: 2025
SELECT year FROM entry WHERE id = :id;
