ALTER TABLE bill DROP CONSTRAINT bill_visit_day_fkey;

LOCK TABLE visit;

-- warning new-check-on-existing: fails if a row of visit_a fits no partition of visit
--   SELECT count(*) FROM visit_a WHERE (day >= '2024-01-01' AND day < '2025-01-01') IS NOT TRUE;
-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE visit_a_moved ON COMMIT DROP AS SELECT * FROM visit_a WHERE (day >= '2024-01-01' AND day < '2025-01-01') IS NOT TRUE;

DELETE FROM visit_a WHERE (day >= '2024-01-01' AND day < '2025-01-01') IS NOT TRUE;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE visit_b_moved ON COMMIT DROP AS SELECT * FROM visit_b WHERE day >= '2024-01-01' AND day < '2025-01-01';

ALTER TABLE visit DETACH PARTITION visit_a;

ALTER TABLE visit DETACH PARTITION visit_b;

DROP TABLE visit_b;

DROP TABLE visit;

CREATE TABLE visit (
  id integer NOT NULL,
  day date NOT NULL,
  note text,
  CONSTRAINT visit_pkey PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);

ALTER TABLE visit ATTACH PARTITION visit_a FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

INSERT INTO visit (id, day, note) SELECT id, day, note FROM pg_temp.visit_a_moved;

INSERT INTO visit (id, day, note) SELECT id, day, note FROM pg_temp.visit_b_moved;

-- warning new-foreign-key-on-existing: fails if a row of bill refers to no row of visit
--   SELECT count(*) FROM bill c WHERE c.visit IS NOT NULL AND c.day IS NOT NULL AND NOT EXISTS (SELECT FROM visit p WHERE p.id = c.visit AND p.day = c.day);
ALTER TABLE bill ADD CONSTRAINT bill_visit_day_fkey FOREIGN KEY (visit, day) REFERENCES visit (id, day);

LOCK TABLE log;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_a_moved ON COMMIT DROP AS SELECT * FROM log_a;

-- Set aside the rows that move to another partition.
CREATE TEMPORARY TABLE log_rest_moved ON COMMIT DROP AS SELECT * FROM log_rest;

ALTER TABLE log DETACH PARTITION log_rest;

DROP TABLE log_rest;

ALTER TABLE log DETACH PARTITION log_a;

DROP TABLE log_a;

DROP TABLE log;

CREATE TABLE log (
  id integer,
  note text
);

INSERT INTO log (id, note) SELECT id, note FROM pg_temp.log_a_moved;

INSERT INTO log (id, note) SELECT id, note FROM pg_temp.log_rest_moved;
