-- warning not-null-without-default: author.name becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM author WHERE name IS NULL;
ALTER TABLE author ALTER COLUMN name SET NOT NULL;
