CREATE TABLE t (a text, b integer, c integer, d jsonb);
CREATE INDEX ix ON t (b DESC) WHERE c > 0;
CREATE INDEX ix_options ON t (c) WITH (fillfactor = 50);
COMMENT ON INDEX ix_options IS 'tight';
