CREATE SCHEMA archive;
CREATE TABLE sale (
  id smallint DEFAULT 1 NOT NULL,
  region text,
  branch text,
  amount numeric,
  CONSTRAINT paid CHECK (amount > 1),
  CONSTRAINT known CHECK (branch <> '')
) PARTITION BY LIST (region);
CREATE TABLE archive.north PARTITION OF sale FOR VALUES IN ('n') PARTITION BY LIST (branch);
CREATE TABLE harbour PARTITION OF archive.north FOR VALUES IN ('h');
CREATE TABLE elsewhere PARTITION OF sale FOR VALUES IN ('e');
CREATE INDEX by_amount ON sale (amount) INCLUDE (amount);
