ALTER TABLE receipt DETACH PARTITION receipt_2025;

ALTER TABLE receipt_2025 DROP CONSTRAINT receipt_total_check;

DROP INDEX receipt_2025_day_note_idx;

ALTER INDEX receipt_2025_shop_id_idx RENAME TO its_shop;

ALTER TABLE receipt_2025 RENAME CONSTRAINT receipt_shop_fk TO its_shop_fk;

CREATE INDEX receipt_note ON receipt (lower(note));

CREATE INDEX receipt_2024_lower_idx ON receipt_2024 (lower(note));

-- warning new-unique-on-existing: fails if two rows of receipt_2024 have the same day and note
--   SELECT day, note, count(*) FROM receipt_2024 WHERE note IS NOT NULL GROUP BY day, note HAVING count(*) > 1;
CREATE UNIQUE INDEX receipt_2024_day_note_idx ON receipt_2024 (day, note);

ALTER TABLE receipt ATTACH PARTITION receipt_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
