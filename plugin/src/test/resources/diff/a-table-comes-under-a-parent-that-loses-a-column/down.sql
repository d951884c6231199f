ALTER TABLE thing DROP COLUMN price;

ALTER TABLE book NO INHERIT publication;

ALTER TABLE publication DROP COLUMN language;

ALTER TABLE book DROP COLUMN language;

ALTER TABLE measured DETACH PARTITION measured_2026;

ALTER TABLE chair INHERIT thing;

-- recreates the structure, but cannot restore the values of publication.isbn
ALTER TABLE publication ADD COLUMN isbn text;

-- recreates the structure, but cannot restore the values of measured_2026.note
ALTER TABLE measured_2026 ADD COLUMN note text;
