CREATE SCHEMA archive;
CREATE TABLE sale (
  region text,
  branch text,
  amount numeric,
  CONSTRAINT paid CHECK (amount > 0)
) PARTITION BY LIST (region);
CREATE TABLE north PARTITION OF sale FOR VALUES IN ('n') PARTITION BY LIST (branch);
CREATE TABLE harbour PARTITION OF north FOR VALUES IN ('h');
CREATE TABLE elsewhere PARTITION OF sale DEFAULT;
CREATE TABLE south PARTITION OF sale FOR VALUES IN ('s') PARTITION BY LIST (branch);
CREATE TABLE airport PARTITION OF south FOR VALUES IN ('a');
CREATE INDEX by_amount ON sale (amount) INCLUDE (amount);
