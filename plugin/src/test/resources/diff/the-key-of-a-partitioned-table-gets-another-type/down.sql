ALTER TABLE log DETACH PARTITION log_errors;

-- warning cast-can-fail: log_errors.level changes from integer to smallint; fails if a value does not fit
--   SELECT count(*) FROM log_errors WHERE level NOT BETWEEN -32768 AND 32767;
ALTER TABLE log_errors ALTER COLUMN level TYPE smallint;

DROP TABLE log;

CREATE TABLE log (
  id integer,
  level smallint,
  "of level" text
) PARTITION BY LIST (level);

ALTER TABLE log ATTACH PARTITION log_errors FOR VALUES IN ('1', '2');
