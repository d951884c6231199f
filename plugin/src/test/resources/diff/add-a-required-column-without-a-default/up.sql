-- warning not-null-without-default: author.email is NOT NULL without a default; fails if the table has rows: write their value at the TODO
--   SELECT count(*) FROM author;
ALTER TABLE author ADD COLUMN email text;

-- TODO if the table has rows, give them a value first:
-- UPDATE author SET email = ... WHERE email IS NULL;
ALTER TABLE author ALTER COLUMN email SET NOT NULL;
