ALTER TABLE scan
  ALTER COLUMN words TYPE oid USING lo_from_bytea(0, convert_to(words, 'UTF8')),
  ALTER COLUMN picture TYPE bytea USING lo_get(picture),
  ALTER COLUMN number TYPE oid,
  ALTER COLUMN caption TYPE text USING convert_from(lo_get(caption), 'UTF8'),
  ALTER COLUMN bytes TYPE oid USING lo_from_bytea(0, bytes);
