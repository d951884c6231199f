-- warning cast-can-fail: scan.bytes changes from oid to bytea with lo_get(bytes); fails while a value does not fit
--   SELECT count(*) FROM scan WHERE bytes IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid = bytes);
ALTER TABLE scan ALTER COLUMN bytes TYPE bytea USING lo_get(bytes);

ALTER TABLE scan ALTER COLUMN caption TYPE oid USING lo_from_bytea(0, convert_to(caption, 'UTF8'));

ALTER TABLE scan ALTER COLUMN number TYPE bigint;

ALTER TABLE scan ALTER COLUMN picture TYPE oid USING lo_from_bytea(0, picture);

-- warning cast-can-fail: scan.words changes from oid to text with convert_from(lo_get(words), 'UTF8'); fails while a value does not fit
--   SELECT count(*) FROM scan WHERE words IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid = words);
ALTER TABLE scan ALTER COLUMN words TYPE text USING convert_from(lo_get(words), 'UTF8');
