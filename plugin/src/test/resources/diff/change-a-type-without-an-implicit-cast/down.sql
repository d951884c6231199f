-- recreates the structure, but cannot restore spellings such as 007 in t.a
ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE text,
  ALTER COLUMN a SET DEFAULT '1';
