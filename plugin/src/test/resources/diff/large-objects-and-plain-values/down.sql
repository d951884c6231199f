-- warning cast-assumes: scan.words changes from text to oid with lo_from_bytea(0, convert_to(words, 'UTF8')); assumes that the large objects shall be the text in UTF-8
-- warning cast-assumes: scan.picture changes from oid to bytea with lo_get(picture); assumes that no other row uses the large objects; they remain until lo_unlink
-- warning cast-can-fail: scan.picture changes from oid to bytea with lo_get(picture); fails if a value does not fit
--   SELECT count(*) FROM scan WHERE picture IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid = picture);
-- warning cast-assumes: scan.number changes from bigint to oid; assumes that each number is the oid of a large object
-- warning cast-can-fail: scan.number changes from bigint to oid; fails if a value does not fit
--   SELECT count(*) FROM scan WHERE number NOT BETWEEN 0 AND 4294967295;
-- warning cast-assumes: scan.caption changes from oid to text with convert_from(lo_get(caption), 'UTF8'); assumes text in UTF-8, and that no other row uses the large objects; they remain until lo_unlink
-- warning cast-can-fail: scan.caption changes from oid to text with convert_from(lo_get(caption), 'UTF8'); fails if a value does not fit
--   SELECT count(*) FROM scan WHERE caption IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid = caption);
ALTER TABLE scan
  ALTER COLUMN words TYPE oid USING lo_from_bytea(0, convert_to(words, 'UTF8')),
  ALTER COLUMN picture TYPE bytea USING lo_get(picture),
  ALTER COLUMN number TYPE oid,
  ALTER COLUMN caption TYPE text USING convert_from(lo_get(caption), 'UTF8'),
  ALTER COLUMN bytes TYPE oid USING lo_from_bytea(0, bytes);
