-- a required column while partitions come and go
--
-- revision: 3f9c1a7be204
-- parent:   none
-- created:  2026-11-22T10:30:00Z

-- migrate:up
ALTER TABLE visit ADD COLUMN number integer;

ALTER TABLE visit ALTER COLUMN number SET DEFAULT nextval('ticket');

-- migrate:up
-- In one transaction: the partitions change, too, and no key divides the rows into batches.
UPDATE visit
SET number = DEFAULT
WHERE number IS NULL;

-- migrate:up
ALTER TABLE visit ADD CONSTRAINT visit_number_not_null NOT NULL number NOT VALID;

-- migrate:up
-- Again, for rows that were written before the check existed.
-- In one transaction: the partitions change, too, and no key divides the rows into batches.
UPDATE visit
SET number = DEFAULT
WHERE number IS NULL;

-- migrate:up
ALTER TABLE visit VALIDATE CONSTRAINT visit_number_not_null;

-- migrate:up
LOCK TABLE visit;

-- warning long-lock: visit is dropped and created again in one transaction; nobody can read visit until it ends
-- warning long-lock: moves rows to other partitions while nobody can read visit
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE visit_other_moved ON COMMIT DROP AS SELECT * FROM visit_other;

ALTER TABLE visit DETACH PARTITION visit_other;

DROP TABLE visit_other;

CREATE TABLE archive.visit_other PARTITION OF visit DEFAULT;

CREATE TABLE visit_2 PARTITION OF visit FOR VALUES IN (2);

INSERT INTO visit (place, note) SELECT place, note FROM pg_temp.visit_other_moved;

-- migrate:down
LOCK TABLE visit;

-- warning long-lock: visit is dropped and created again in one transaction; nobody can read visit until it ends
-- warning long-lock: moves rows to other partitions while nobody can read visit
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE "archive.visit_other_moved" ON COMMIT DROP AS SELECT * FROM archive.visit_other;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE visit_2_moved ON COMMIT DROP AS SELECT * FROM visit_2;

ALTER TABLE visit DETACH PARTITION visit_2;

DROP TABLE visit_2;

ALTER TABLE visit DETACH PARTITION archive.visit_other;

DROP TABLE archive.visit_other;

CREATE TABLE visit_other PARTITION OF visit DEFAULT;

INSERT INTO visit (place, note) SELECT place, note FROM pg_temp."archive.visit_other_moved";

INSERT INTO visit (place, note) SELECT place, note FROM pg_temp.visit_2_moved;

-- migrate:down nothing x4
-- nothing to undo for steps 2 to 5

-- migrate:down
ALTER TABLE visit DROP COLUMN number;
