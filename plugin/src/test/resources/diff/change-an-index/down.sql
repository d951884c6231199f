COMMENT ON INDEX ix_options IS NULL;

ALTER INDEX ix_options RESET (fillfactor);

DROP INDEX ix;

CREATE INDEX ix ON t (b);
