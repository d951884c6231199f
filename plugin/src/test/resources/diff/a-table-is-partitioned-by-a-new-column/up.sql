LOCK TABLE call;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE call_1_moved ON COMMIT DROP AS SELECT * FROM call_1;

DELETE FROM call_1;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE call_3_moved ON COMMIT DROP AS SELECT * FROM call_3;

ALTER TABLE call DETACH PARTITION call_3;

DROP TABLE call_3;

ALTER TABLE call DETACH PARTITION call_1;

DROP TABLE call;

CREATE TABLE call (
  id integer,
  line integer,
  day date
) PARTITION BY RANGE (day);

ALTER TABLE call_1 ADD COLUMN day date;

CREATE TABLE call_rest PARTITION OF call DEFAULT;

ALTER TABLE call ATTACH PARTITION call_1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

INSERT INTO call (id, line) SELECT id, line FROM pg_temp.call_1_moved;

INSERT INTO call (id, line) SELECT id, line FROM pg_temp.call_3_moved;

-- warning data-loss: drops column visit.place with its values
--   SELECT count(*) FROM visit WHERE place IS NOT NULL;
LOCK TABLE visit;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE "old.visit_0_moved" ON COMMIT DROP AS SELECT * FROM old.visit_0;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE "older.visit_0_moved" ON COMMIT DROP AS SELECT * FROM older.visit_0;

ALTER TABLE visit DETACH PARTITION old.visit_0;

DROP TABLE old.visit_0;

ALTER TABLE visit DETACH PARTITION older.visit_0;

DROP TABLE older.visit_0;

DROP TABLE visit;

CREATE TABLE visit (
  id integer,
  country varchar(2) DEFAULT 'no' NOT NULL
) PARTITION BY LIST (country);

CREATE TABLE visit_dk PARTITION OF visit FOR VALUES IN ('dk');

CREATE TABLE visit_no PARTITION OF visit FOR VALUES IN ('no', 'se');

INSERT INTO visit (id) SELECT id FROM pg_temp."old.visit_0_moved";

INSERT INTO visit (id) SELECT id FROM pg_temp."older.visit_0_moved";
