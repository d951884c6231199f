ALTER TABLE thing DROP COLUMN price;

ALTER TABLE book NO INHERIT publication;

ALTER TABLE publication DROP COLUMN language;

ALTER TABLE book DROP COLUMN language;

ALTER TABLE measured DETACH PARTITION measured_2026;

ALTER TABLE chair INHERIT thing;

-- recreates the structure; the values of publication.isbn are gone
ALTER TABLE publication ADD COLUMN isbn text;

-- recreates the structure; the values of measured_2026.note are gone
ALTER TABLE measured_2026 ADD COLUMN note text;
