CREATE TABLE t (a text, b integer, c integer, d jsonb);
CREATE INDEX ix ON t (b);
CREATE INDEX ix_options ON t (c);
