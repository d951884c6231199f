CREATE TABLE a (data jsonb);
CREATE INDEX ix_a_data ON a (data);
