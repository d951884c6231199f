LOCK TABLE log;

-- Rows that belong to another partition afterwards.
CREATE TEMPORARY TABLE log_errors_moved ON COMMIT DROP AS SELECT * FROM log_errors WHERE (level IN ('1', '2')) IS NOT TRUE;

DELETE FROM log_errors WHERE (level IN ('1', '2')) IS NOT TRUE;

ALTER TABLE log DETACH PARTITION log_errors;

ALTER TABLE log_errors ALTER COLUMN level TYPE smallint;

DROP TABLE log;

CREATE TABLE log (
  id integer,
  level smallint,
  "of level" text
) PARTITION BY LIST (level);

ALTER TABLE log ATTACH PARTITION log_errors FOR VALUES IN ('1', '2');

INSERT INTO log (id, level, "of level") SELECT id, level, "of level" FROM pg_temp.log_errors_moved;
