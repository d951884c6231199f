-- recreates the structure; spellings such as 007 of item.rank are gone
ALTER TABLE item
  ALTER COLUMN rank DROP DEFAULT,
  ALTER COLUMN rank TYPE varchar,
  ALTER COLUMN rank SET DEFAULT '0',
  ALTER COLUMN price DROP DEFAULT,
  ALTER COLUMN price TYPE numeric(10,2) USING price::numeric(10,2),
  ALTER COLUMN price SET DEFAULT 1.50,
  ALTER COLUMN open DROP DEFAULT,
  ALTER COLUMN open TYPE boolean USING open::boolean,
  ALTER COLUMN open SET DEFAULT true,
  ALTER COLUMN label DROP DEFAULT,
  ALTER COLUMN label TYPE varchar(10),
  ALTER COLUMN label SET DEFAULT 'none',
  ALTER COLUMN code DROP DEFAULT,
  ALTER COLUMN code TYPE integer USING code::integer,
  ALTER COLUMN code SET DEFAULT 0;
