-- warning not-null-without-default: domain adult becomes NOT NULL; fails while a row has no value in a column of it
--   SELECT count(*) FROM person WHERE age IS NULL;
ALTER DOMAIN adult SET NOT NULL;

-- warning new-check-on-existing: fails while a value in a column of domain age does not meet its check positive
ALTER DOMAIN age ADD CONSTRAINT positive CHECK (VALUE >= 0);

ALTER DOMAIN unused SET NOT NULL;

ALTER DOMAIN unused ADD CONSTRAINT short CHECK (length(VALUE) < 9);
