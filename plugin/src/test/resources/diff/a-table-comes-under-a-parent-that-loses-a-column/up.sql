-- warning data-loss: drops column measured_2026.note with its values
--   SELECT count(*) FROM measured_2026 WHERE note IS NOT NULL;
ALTER TABLE measured_2026 DROP COLUMN note;

-- warning data-loss: drops column publication.isbn with its values
--   SELECT count(*) FROM publication WHERE isbn IS NOT NULL;
ALTER TABLE publication DROP COLUMN isbn;

ALTER TABLE chair NO INHERIT thing;

ALTER TABLE measured ATTACH PARTITION measured_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

ALTER TABLE book ADD COLUMN language text;

ALTER TABLE publication ADD COLUMN language text;

ALTER TABLE book INHERIT publication;

ALTER TABLE thing ADD COLUMN price numeric;
