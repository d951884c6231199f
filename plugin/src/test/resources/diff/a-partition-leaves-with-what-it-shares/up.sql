ALTER TABLE receipt DETACH PARTITION receipt_2024;

DROP INDEX receipt_2024_day_note_idx;

DROP INDEX receipt_2024_lower_idx;

DROP INDEX receipt_note;

ALTER TABLE receipt_2025 RENAME CONSTRAINT its_shop_fk TO receipt_shop_fk;

ALTER INDEX its_shop RENAME TO receipt_2025_shop_id_idx;

-- warning new-unique-on-existing: fails if two rows of receipt_2025 have the same day and note
--   SELECT day, note, count(*) FROM receipt_2025 WHERE note IS NOT NULL GROUP BY day, note HAVING count(*) > 1;
CREATE UNIQUE INDEX receipt_2025_day_note_idx ON receipt_2025 (day, note);

-- warning new-check-on-existing: fails if a row of receipt_2025 does not meet the check
--   SELECT count(*) FROM receipt_2025 WHERE NOT (total > 0);
ALTER TABLE receipt_2025 ADD CONSTRAINT receipt_total_check CHECK (total > 0);

ALTER TABLE receipt ATTACH PARTITION receipt_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
