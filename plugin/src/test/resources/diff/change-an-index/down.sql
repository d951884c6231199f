COMMENT ON INDEX ix_options IS NULL;

DROP INDEX ix;

ALTER INDEX ix_options RESET (fillfactor);

CREATE INDEX ix ON t (b);
