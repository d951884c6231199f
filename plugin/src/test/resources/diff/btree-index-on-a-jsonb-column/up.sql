-- warning index-type: a btree index on data (jsonb) finds whole values only; to search inside them use gin
CREATE INDEX ix_a_data ON a (data);
