CREATE TABLE archive.north (
  id smallint DEFAULT 1 NOT NULL,
  region text,
  branch text,
  amount numeric,
  CONSTRAINT known CHECK (branch <> ''),
  CONSTRAINT paid CHECK (amount > 1)
) PARTITION BY LIST (branch);

ALTER TABLE south DETACH PARTITION airport;

-- warning data-loss: drops table airport with its rows
--   SELECT count(*) FROM airport;
DROP TABLE airport;

ALTER TABLE north DETACH PARTITION harbour;

ALTER TABLE harbour DROP CONSTRAINT paid;

ALTER TABLE harbour ADD COLUMN id smallint DEFAULT 1 NOT NULL;

LOCK TABLE sale;

-- warning new-check-on-existing: fails if a row of elsewhere fits no partition of sale
--   SELECT count(*) FROM elsewhere WHERE ((region IN ('n')) OR (region IN ('e'))) IS NOT TRUE;
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE elsewhere_moved ON COMMIT DROP AS SELECT * FROM elsewhere WHERE (region IN ('e')) IS NOT TRUE;

DELETE FROM elsewhere WHERE (region IN ('e')) IS NOT TRUE;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE north_moved ON COMMIT DROP AS SELECT * FROM north;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE south_moved ON COMMIT DROP AS SELECT * FROM south WHERE (region IN ('n')) OR (region IN ('e'));

ALTER TABLE sale DETACH PARTITION elsewhere;

ALTER TABLE elsewhere DROP CONSTRAINT paid;

ALTER TABLE sale DETACH PARTITION north;

DROP TABLE north;

ALTER TABLE sale DETACH PARTITION south;

ALTER TABLE sale DROP CONSTRAINT paid;

-- warning data-loss: drops table south with its rows
--   SELECT count(*) FROM south;
DROP TABLE south;

ALTER TABLE elsewhere ADD COLUMN id smallint DEFAULT 1 NOT NULL;

ALTER TABLE sale ADD COLUMN id smallint DEFAULT 1 NOT NULL;

CREATE INDEX north_amount_amount1_idx ON archive.north (amount) INCLUDE (amount);

-- warning new-check-on-existing: fails if a row of elsewhere does not meet the check
--   SELECT count(*) FROM elsewhere WHERE NOT (branch <> '');
ALTER TABLE elsewhere ADD CONSTRAINT known CHECK (branch <> '');

-- warning new-check-on-existing: fails if a row of elsewhere does not meet the check
--   SELECT count(*) FROM elsewhere WHERE NOT (amount > 1);
ALTER TABLE elsewhere ADD CONSTRAINT paid CHECK (amount > 1);

-- warning new-check-on-existing: fails if a row of harbour does not meet the check
--   SELECT count(*) FROM harbour WHERE NOT (branch <> '');
ALTER TABLE harbour ADD CONSTRAINT known CHECK (branch <> '');

-- warning new-check-on-existing: fails if a row of harbour does not meet the check
--   SELECT count(*) FROM harbour WHERE NOT (amount > 1);
ALTER TABLE harbour ADD CONSTRAINT paid CHECK (amount > 1);

-- warning new-check-on-existing: fails if a row of sale does not meet the check
--   SELECT count(*) FROM sale WHERE NOT (branch <> '');
ALTER TABLE sale ADD CONSTRAINT known CHECK (branch <> '');

-- warning new-check-on-existing: fails if a row of sale does not meet the check
--   SELECT count(*) FROM sale WHERE NOT (amount > 1);
ALTER TABLE sale ADD CONSTRAINT paid CHECK (amount > 1);

ALTER TABLE sale ATTACH PARTITION archive.north FOR VALUES IN ('n');

ALTER TABLE sale ATTACH PARTITION elsewhere FOR VALUES IN ('e');

ALTER TABLE archive.north ATTACH PARTITION harbour FOR VALUES IN ('h');

INSERT INTO sale (region, branch, amount) SELECT region, branch, amount FROM pg_temp.elsewhere_moved;

INSERT INTO sale (region, branch, amount) SELECT region, branch, amount FROM pg_temp.north_moved;

INSERT INTO sale (region, branch, amount) SELECT region, branch, amount FROM pg_temp.south_moved;
