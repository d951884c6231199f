-- recreates the structure; spellings such as 007 of t.a are gone
ALTER TABLE t
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN a TYPE text,
  ALTER COLUMN a SET DEFAULT '1';
