ALTER TABLE log DETACH PARTITION log_errors;

ALTER TABLE log_errors ALTER COLUMN level TYPE smallint;

DROP TABLE log;

CREATE TABLE log (
  id integer,
  level smallint,
  "of level" text
) PARTITION BY LIST (level);

ALTER TABLE log ATTACH PARTITION log_errors FOR VALUES IN ('1', '2');
