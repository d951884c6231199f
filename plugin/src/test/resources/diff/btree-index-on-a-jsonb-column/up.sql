-- warning index-type: a btree index on data (jsonb) finds whole values only; use gin to search inside them
CREATE INDEX ix_a_data ON a (data);
