-- warning cast-assumes: scan.bytes changes from oid to bytea with lo_get(bytes); assumes that no other row uses the large objects; they remain until lo_unlink
-- warning cast-can-fail: scan.bytes changes from oid to bytea with lo_get(bytes); fails if a value does not fit
--   SELECT count(*) FROM scan WHERE bytes IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid = bytes);
-- warning cast-assumes: scan.caption changes from text to oid with lo_from_bytea(0, convert_to(caption, 'UTF8')); assumes that the large objects shall be the text in UTF-8
-- warning cast-assumes: scan.number changes from oid to bigint; assumes plain numbers; of a large object it keeps only the number
-- warning cast-assumes: scan.words changes from oid to text with convert_from(lo_get(words), 'UTF8'); assumes text in UTF-8, and that no other row uses the large objects; they remain until lo_unlink
-- warning cast-can-fail: scan.words changes from oid to text with convert_from(lo_get(words), 'UTF8'); fails if a value does not fit
--   SELECT count(*) FROM scan WHERE words IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid = words);
ALTER TABLE scan
  ALTER COLUMN bytes TYPE bytea USING lo_get(bytes),
  ALTER COLUMN caption TYPE oid USING lo_from_bytea(0, convert_to(caption, 'UTF8')),
  ALTER COLUMN number TYPE bigint,
  ALTER COLUMN picture TYPE oid USING lo_from_bytea(0, picture),
  ALTER COLUMN words TYPE text USING convert_from(lo_get(words), 'UTF8');
