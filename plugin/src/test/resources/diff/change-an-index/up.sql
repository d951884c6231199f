DROP INDEX ix;

ALTER INDEX ix_options SET (fillfactor = 50);

CREATE INDEX ix ON t (b DESC) WHERE c > 0;

COMMENT ON INDEX ix_options IS 'tight';
