-- warning not-null-without-default: domain adult becomes NOT NULL; fails if a row has NULL in a column of this domain
--   SELECT count(*) FROM person WHERE age IS NULL;
ALTER DOMAIN adult SET NOT NULL;

-- warning new-check-on-existing: fails if a row has a value of domain age that does not meet check positive
ALTER DOMAIN age ADD CONSTRAINT positive CHECK (VALUE >= 0);

ALTER DOMAIN unused SET NOT NULL;

ALTER DOMAIN unused ADD CONSTRAINT short CHECK (length(VALUE) < 9);
