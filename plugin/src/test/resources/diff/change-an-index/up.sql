DROP INDEX ix;

CREATE INDEX ix ON t (b DESC) WHERE c > 0;

ALTER INDEX ix_options SET (fillfactor = 50);

COMMENT ON INDEX ix_options IS 'tight';
